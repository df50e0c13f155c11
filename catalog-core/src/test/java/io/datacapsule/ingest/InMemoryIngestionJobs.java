package io.datacapsule.ingest;

import io.datacapsule.model.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
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

    private final Map<UUID, IngestionJob> jobs;
    private final Map<UUID, Seen> seen;
    private final Set<UUID> unwanted;
    private final UUID server = UUID.randomUUID();

    private record Seen(UUID server, Instant at) {}

    /** Without any. */
    public InMemoryIngestionJobs() {
        this(new ConcurrentHashMap<>(), new ConcurrentHashMap<>(), ConcurrentHashMap.newKeySet());
    }

    private InMemoryIngestionJobs(Map<UUID, IngestionJob> jobs, Map<UUID, Seen> seen, Set<UUID> unwanted) {
        this.jobs = jobs;
        this.seen = seen;
        this.unwanted = unwanted;
    }

    /** The same as another server sees them. */
    public InMemoryIngestionJobs elsewhere() {
        return new InMemoryIngestionJobs(jobs, seen, unwanted);
    }

    @Override
    public void save(IngestionJob job) {
        seen.putIfAbsent(job.id(), new Seen(server, Instant.now()));
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
    public List<IngestionJob> watch(Collection<UUID> running, Duration silence) {
        running.forEach(id -> seen.put(id, new Seen(server, Instant.now())));
        Instant oldest = Instant.now().minus(silence);
        return open().stream()
                .filter(job -> !running.contains(job.id()))
                .filter(job -> seen.get(job.id()).server().equals(server)
                        || !seen.get(job.id()).at().isAfter(oldest))
                .toList();
    }

    @Override
    public boolean askToCancel(UUID id) {
        boolean open = find(id).filter(job -> !job.status().ended()).isPresent();
        if (open) {
            unwanted.add(id);
        }
        return open;
    }

    @Override
    public Set<UUID> toCancel(Collection<UUID> running) {
        return running.stream().filter(unwanted::contains).collect(Collectors.toSet());
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
