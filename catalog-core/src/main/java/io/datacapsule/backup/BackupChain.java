package io.datacapsule.backup;

import io.datacapsule.backup.BackupManifest.Base;
import io.datacapsule.backup.BackupManifest.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A whole archive and those that go on from it, whose bytes were checked. What is in the last of them counts, then what is in the one
 * before and is still there, and so on.
 *
 * @param links the last one first
 * @param state what the last one says is there; nothing before format 2
 */
record BackupChain(List<Link> links, Optional<CatalogState> state) {

    /** Copies what could be changed from outside. */
    BackupChain {
        links = List.copyOf(links);
    }

    /**
     * One archive.
     *
     * @param sha256 checksum of the manifest
     */
    record Link(Path file, BackupManifest manifest, String sha256) {

        boolean is(Base base) {
            return manifest.id().equals(base.id()) && sha256.equals(base.sha256());
        }
    }

    /** Something that takes the parts of all archives, the last archive first. */
    interface Visitor {
        void part(BackupManifest manifest, String name, InputStream content) throws IOException;
    }

    /** Checks the bytes of each archive, and that they are one chain without a gap. */
    static BackupChain of(List<Path> files, TableLayout layout) {
        List<Link> found = new ArrayList<>();
        files.forEach(file -> found.add(BackupArchive.check(file, layout)));
        Link last = found.stream()
                .max(Comparator.comparingInt(link -> link.manifest().bases().size()))
                .orElseThrow(() -> BackupFailures.broken("there is none"));
        List<Link> links = new ArrayList<>(List.of(last));
        found.remove(last);
        List<Base> bases = last.manifest().bases();
        for (int at = bases.size() - 1; at >= 0; at--) {
            links.add(take(found, bases.subList(0, at), bases.get(at)));
        }
        if (!found.isEmpty()) {
            throw BackupFailures.broken(
                    "the one of " + found.getFirst().manifest().createdAt() + " is none that the one of "
                            + last.manifest().createdAt() + " goes on from");
        }
        requireOneSchema(links);
        return new BackupChain(links, state(last));
    }

    private static Link take(List<Link> found, List<Base> before, Base base) {
        Optional<Link> there = found.stream()
                .filter(link -> link.manifest().id().equals(base.id()))
                .findFirst();
        if (there.isEmpty()) {
            throw BackupFailures.broken(
                    "the one of " + base.createdAt() + " (" + base.id() + "), which they go on from, is missing");
        }
        Link link = there.get();
        if (!link.is(base) || !link.manifest().bases().equals(before)) {
            throw BackupFailures.broken(
                    "the one of " + base.createdAt() + " is not what it was when another went on from it");
        }
        found.remove(link);
        return link;
    }

    private static void requireOneSchema(List<Link> links) {
        BackupManifest last = links.getFirst().manifest();
        for (Link link : links) {
            if (!link.manifest().schema().equals(last.schema())
                    || (links.size() > 1 && link.manifest().format() == 1)) {
                throw BackupFailures.broken("they are of versions with other tables or another format");
            }
        }
    }

    /** What the last archive says of itself, and so of all. */
    BackupManifest manifest() {
        return links.getFirst().manifest();
    }

    private static Optional<CatalogState> state(Link last) {
        List<CatalogState> state = new ArrayList<>(1);
        if (last.manifest().format() > 1) {
            ArchiveParts.visit(last.file(), (name, content) -> {
                if (name.equals(Part.STATE)) {
                    state.add(CatalogState.read(content));
                }
            });
        }
        return state.stream().findFirst();
    }

    /** Begins to tell which lines count. */
    ChainFold fold() {
        return new ChainFold(state.orElse(null));
    }

    /** Hands every part of every archive to {@code visitor}, and tells {@code fold} where one ends. */
    void visit(ChainFold fold, Visitor visitor) {
        for (Link link : links) {
            ArchiveParts.visit(link.file(), (name, content) -> visitor.part(link.manifest(), name, content));
            fold.endArchive();
        }
    }

    /** The graph, which fits together. */
    BackupContents contents() {
        ChainFold fold = fold();
        ContentsReader reader = new ContentsReader(fold);
        visit(fold, reader::part);
        fold.end();
        return reader.contents(this);
    }
}
