package io.datacapsule.api.health;

import io.datacapsule.model.CatalogException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A question to one store that tells whether it answers, asked by one thread at a time. Safe for use by many threads. */
final class StoreCheck {

    private static final long FRESH = Duration.ofSeconds(1).toNanos();

    private final Runnable question;
    private volatile CompletableFuture<Boolean> asked = CompletableFuture.completedFuture(false);
    private volatile long askedAt = System.nanoTime() - 2 * FRESH;

    /** @param question throws {@link CatalogException} if the store does not answer */
    StoreCheck(Runnable question) {
        this.question = question;
    }

    /** Asks, unless that was done within the last second or the store still thinks. */
    synchronized void ask() {
        if (asked.isDone() && System.nanoTime() - askedAt > FRESH) {
            CompletableFuture<Boolean> answer = new CompletableFuture<>();
            asked = answer;
            askedAt = System.nanoTime();
            Thread.ofVirtual().name("store-check").start(() -> {
                try {
                    question.run();
                    answer.complete(true);
                } catch (CatalogException e) {
                    answer.complete(false);
                } catch (RuntimeException | Error e) {
                    answer.completeExceptionally(e);
                }
            });
        }
    }

    /** Whether the store answered; waits for it until that time of {@link System#nanoTime}. */
    boolean answeredBy(long until) {
        try {
            return asked.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a store failed at the question whether it answers", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
