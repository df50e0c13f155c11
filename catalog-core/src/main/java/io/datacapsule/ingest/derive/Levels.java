package io.datacapsule.ingest.derive;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts datasets in an order in which each comes after those whose columns it reads. */
final class Levels {

    private Levels() {}

    /** Lists of datasets that do not depend on each other; those in a cycle come last, all at once. */
    static List<List<Dataset>> of(List<Dataset> all, Datasets datasets) {
        Set<Dataset> wanted = new HashSet<>(all);
        Map<Dataset, Integer> waiting = new HashMap<>();
        Map<Dataset, List<Dataset>> readers = new HashMap<>();
        for (Dataset dataset : all) {
            int open = 0;
            for (Dataset other : datasets.read(dataset)) {
                if (other != dataset && wanted.contains(other)) {
                    readers.computeIfAbsent(other, key -> new ArrayList<>()).add(dataset);
                    open++;
                }
            }
            waiting.put(dataset, open);
        }
        List<List<Dataset>> levels = new ArrayList<>();
        List<Dataset> level = all.stream()
                .filter(dataset -> waiting.getOrDefault(dataset, 0) == 0)
                .toList();
        Set<Dataset> placed = new HashSet<>();
        while (!level.isEmpty()) {
            levels.add(level);
            placed.addAll(level);
            List<Dataset> next = new ArrayList<>();
            for (Dataset dataset : level) {
                for (Dataset reader : readers.getOrDefault(dataset, List.of())) {
                    if (waiting.merge(reader, -1, Integer::sum) == 0) {
                        next.add(reader);
                    }
                }
            }
            level = next;
        }
        List<Dataset> rest =
                all.stream().filter(dataset -> !placed.contains(dataset)).toList();
        if (!rest.isEmpty()) {
            levels.add(rest);
        }
        return levels;
    }
}
