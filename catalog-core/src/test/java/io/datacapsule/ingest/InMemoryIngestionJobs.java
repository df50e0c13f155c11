package io.datacapsule.ingest;

import io.datacapsule.model.Page;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Jobs that live as long as this object: a fake for tests that need no database. */
public final class InMemoryIngestionJobs implements IngestionJobs {

    /** As PostgreSQL orders them; {@code UUID.compareTo} would take the first half as signed. */
    private static final Comparator<IngestionJob> BY_ID =
            Comparator.comparing(job -> job.id().toString());

    private static final Comparator<IngestionJob> LATEST_FIRST =
            Comparator.comparing(IngestionJob::createdAt).reversed().thenComparing(BY_ID);

    private static final Comparator<IngestionJob> OLDEST_FIRST =
            Comparator.comparing(IngestionJob::createdAt).thenComparing(BY_ID);

    private final Map<UUID, IngestionJob> jobs = new ConcurrentHashMap<>();

    @Override
    public void save(IngestionJob job) {
        jobs.merge(job.id(), job, (known, latest) -> known.status().ended() ? known : latest);
    }

    @Override
    public Optional<IngestionJob> find(UUID id) {
        return Optional.ofNullable(jobs.get(id));
    }

    @Override
    public Page<IngestionJob> list(@Nullable String sourceType, @Nullable JobStatus status, int limit, int offset) {
        List<IngestionJob> all = jobs.values().stream()
                .filter(job -> sourceType == null || job.sourceType().equals(sourceType))
                .filter(job -> status == null || job.status() == status)
                .sorted(LATEST_FIRST)
                .toList();
        return new Page<>(all.stream().skip(offset).limit(limit).toList(), all.size(), limit, offset);
    }

    @Override
    public List<IngestionJob> open() {
        return jobs.values().stream()
                .filter(job -> !job.status().ended())
                .sorted(OLDEST_FIRST)
                .toList();
    }

    @Override
    public Set<UUID> removeEnded() {
        Set<UUID> removed = jobs.values().stream()
                .filter(job -> job.status().ended())
                .map(IngestionJob::id)
                .collect(Collectors.toSet());
        jobs.keySet().removeAll(removed);
        return removed;
    }
}
