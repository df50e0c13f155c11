package io.datacapsule.neo4j;

import io.datacapsule.graph.GraphChange;
import io.datacapsule.graph.Revision;
import io.datacapsule.model.InternalFailureException;
import io.datacapsule.model.UnavailableException;
import io.datacapsule.neo4j.SealedChanges.Sealed;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.data.neo4j.core.Neo4jClient;

/**
 * Changes that are too large for one transaction and are atomic all the same. First their parts are stored as bytes; then one
 * transaction seals them and bumps the revision, and from there on the change has happened. Now each part is written to the
 * graph in a transaction that also notes how far the writing came; at last the stored parts are dropped. Whoever finds a
 * sealed change goes on where the writing stopped; parts that were never sealed are dropped.
 */
final class PendingChanges {

    /** Longer than it takes to load a large graph; then the database gives others way. */
    private static final Duration UNDISTURBED_LIMIT = Duration.ofMinutes(15);

    private final Neo4jClient client;
    private final Transactions transactions;
    private final SealedChanges changes;
    private final StoredParts stored;
    private final ChangeWriter writer;
    private final @Nullable DirectAccess direct;
    private final @Nullable Sharing sharing;
    private final int partRows;
    /** What is to be written, where nobody else seals anything; read again when it is empty. Used by the thread that writes. */
    private final Deque<Sealed> queue = new ArrayDeque<>();

    private DirectAccess.@Nullable Parts numbered;
    private volatile boolean stopping;
    /** Rows that are sealed and not written yet, as far as this process knows. */
    private final AtomicLong unwritten = new AtomicLong();

    PendingChanges(
            Neo4jClient client,
            Transactions transactions,
            ChangeWriter writer,
            @Nullable DirectAccess direct,
            @Nullable Sharing sharing,
            int partRows) {
        this.client = client;
        this.transactions = transactions;
        this.changes = new SealedChanges(client, transactions);
        this.stored = new StoredParts(client, transactions, sharing != null);
        this.writer = writer;
        this.direct = direct;
        this.sharing = sharing;
        this.partRows = partRows;
    }

    /**
     * Makes the change durable and answers its revision. When this returns it has happened, though {@link #writeNext} has still
     * to write it.
     */
    Revision seal(Revision base, GraphChange change, List<UUID> jobs) {
        String id = UUID.randomUUID().toString();
        long rows = ChangeParts.weight(change);
        int[] parts = {0};
        ChangeParts.cut(change, partRows, part -> {
            requireReady();
            stored.store(id, parts[0]++, part);
        });
        Revision sealed = transactions.write(() -> {
            Revision revision = Revisions.bump(client, base, Neo4jGraphStore.texts(jobs));
            if (sharing != null) {
                CommittedJobs.require(client, jobs);
                stored.require(id, parts[0]);
                sharing.takeOver().sealedHere(id);
                sharing.log().addSealed(revision, id, parts[0]);
            }
            client.query("CREATE (:PendingChange {id: $id, parts: $parts, done: 0, rows: $rows, revision: $revision})")
                    .bindAll(Map.of("id", id, "parts", parts[0], "rows", rows, "revision", revision.number()))
                    .run();
            return revision;
        });
        unwritten.addAndGet(rows);
        return sealed;
    }

    /** About how many rows are sealed and not written yet. */
    long unwrittenRows() {
        return Math.max(0, unwritten.get());
    }

    /** Whether the change of that id is sealed and not written yet. */
    boolean isUnwritten(String id) {
        return changes.contains(id);
    }

    /** Whether something is sealed and not written yet. */
    boolean unfinished() {
        List<Sealed> sealed = changes.all();
        unwritten.set(sealed.stream().mapToLong(Sealed::rowsLeft).sum());
        return !sealed.isEmpty();
    }

    /** Whether something was sealed after {@link #writeNext} found nothing, where nobody else seals anything. */
    boolean sealedMeanwhile() {
        return sharing == null && unfinished();
    }

    /** How far the writing is. */
    enum Progress {
        WROTE,
        /** Another server writes. */
        WAITS,
        DONE
    }

    /**
     * Writes the next part of what is sealed, if that is up to this server. Not to be called by two threads at once.
     */
    Progress writeNext() {
        Optional<Sealed> sealed = first();
        if (sealed.isEmpty()) {
            numbered = null;
            unwritten.set(0);
            return Progress.DONE;
        }
        if (sharing != null && !sharing.takeOver().isMine(sealed.get())) {
            unwritten.set(sealed.get().rowsLeft());
            return Progress.WAITS;
        }
        try {
            writeNext(sealed.get());
        } catch (RuntimeException | Error e) {
            // whether it was written is to be read
            queue.clear();
            throw e;
        }
        return Progress.WROTE;
    }

    private Optional<Sealed> first() {
        if (sharing != null) {
            return changes.first();
        }
        if (queue.isEmpty()) {
            queue.addAll(changes.all());
        }
        return Optional.ofNullable(queue.peek());
    }

    /** Does something while nothing is written to the graph, by whomever. */
    <T> T undisturbed(Supplier<T> work) {
        if (sharing == null) {
            return work.get();
        }
        return transactions.write(
                () -> {
                    Revisions.awaitCommits(client);
                    return work.get();
                },
                UNDISTURBED_LIMIT);
    }

    /** Whether others may have sealed something that is not known here. */
    boolean mayBeSealedElsewhere() {
        return sharing != null && unfinished();
    }

    /** What is sealed and not written. */
    SealedChanges sealed() {
        return changes;
    }

    /** Lets a writing under way end after its present part. */
    void stop() {
        stopping = true;
    }

    private void writeNext(Sealed sealed) {
        if (stopping) {
            throw new UnavailableException("stopping", "The server is stopping; the next one goes on here.");
        }
        if (sealed.left() == 0) {
            numbered = null;
            forget(sealed);
            queue.poll();
            return;
        }
        requireReady();
        GraphChange part = changes.part(sealed, sealed.done());
        DirectAccess.Parts parts = numbered == null ? parts() : numbered;
        // what it numbered in a transaction that fails is not there
        numbered = null;
        try {
            parts.write(part, sealed.id(), sealed.done() + 1);
            numbered = parts;
        } catch (InternalFailureException e) {
            if (!e.code().equals(Neo4jFailures.MISMATCH)) {
                throw e;
            }
            // somebody else changed the graph meanwhile; the change has happened, so what fits must be written
            write(part, sealed.id(), sealed.done() + 1, writer::writeWhatFits);
        }
        Sealed after = sealed.afterNext();
        unwritten.addAndGet(after.rowsLeft() - sealed.rowsLeft());
        if (queue.poll() != null) {
            queue.push(after);
        }
    }

    /** Takes note that a change is written; its parts go with it, unless others may read them in the log. */
    private void forget(Sealed sealed) {
        transactions.write(() -> client.query("MATCH (p:PendingChange {id: $id}) DELETE p")
                .bind(sealed.id())
                .to("id")
                .run());
        if (sharing == null) {
            stored.drop(sealed.id(), sealed.parts());
        }
    }

    private DirectAccess.Parts parts() {
        return direct == null ? (part, id, done) -> write(part, id, done, writer::write) : direct.parts();
    }

    /** The disk may have filled since the change began; what is sealed waits for room. */
    private void requireReady() {
        if (direct != null) {
            direct.requireReady(partRows);
        }
    }

    private void write(GraphChange part, String id, int done, Consumer<GraphChange> writing) {
        transactions.write(() -> {
            Revisions.awaitCommits(client);
            if (changes.isNext(id, done - 1)) {
                writing.accept(part);
                client.query("MATCH (p:PendingChange {id: $id}) SET p.done = $done")
                        .bindAll(Map.of("id", id, "done", done))
                        .run();
            }
            return done;
        });
    }

    /** Drops the stored parts of what was never sealed, or is written and not in the log any more. */
    void drop() {
        stored.drop();
    }
}
