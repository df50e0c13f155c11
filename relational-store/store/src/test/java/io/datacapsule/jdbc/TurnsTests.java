package io.datacapsule.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datacapsule.model.UnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TurnsTests {

    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void stop() {
        callers.shutdownNow();
    }

    @Test
    void servesManyMoreCallersThanThereAreTurnsAndNoMoreAtOnce() throws Exception {
        Turns turns = new Turns(3, Duration.ofSeconds(30));
        AtomicInteger present = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Future<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            int number = i;
            answers.add(callers.submit(() -> turns.take(() -> {
                most.accumulateAndGet(present.incrementAndGet(), Math::max);
                Thread.yield();
                present.decrementAndGet();
                return number;
            })));
        }
        for (int i = 0; i < 500; i++) {
            assertThat(answers.get(i).get()).isEqualTo(i);
        }
        assertThat(most.get()).isBetween(1, 3);
    }

    @Test
    void failsThoseWhoWaitWhenTheDatabaseIsFoundAway() throws Exception {
        Turns turns = new Turns(1, Duration.ofHours(1));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch away = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        Future<?> first = callers.submit(() -> turns.take(() -> {
            begun.countDown();
            awaitQuietly(away);
            throw new UnavailableException("database_unavailable", "away");
        }));
        begun.await();
        List<Future<Integer>> waiting = new ArrayList<>();
        CountDownLatch came = new CountDownLatch(50);
        for (int i = 0; i < 50; i++) {
            waiting.add(callers.submit(() -> {
                came.countDown();
                return turns.take(asked::incrementAndGet);
            }));
        }
        came.await();
        Thread.sleep(200); // all are in take() by now, or try for themselves below
        away.countDown();

        assertThatThrownBy(first::get).hasCauseInstanceOf(UnavailableException.class);
        for (Future<Integer> one : waiting) {
            try {
                one.get();
            } catch (ExecutionException e) {
                assertThat(e.getCause()).hasFieldOrPropertyWithValue("code", "database_unavailable");
            }
        }
        assertThat(asked.get()).isLessThan(50);
        assertThat(turns.take(() -> "back")).isEqualTo("back");
        assertThat(turns.take(() -> "again")).isEqualTo("again");
    }

    @Test
    void tellsWhoWaitedTooLongThatTheDatabaseIsBusy() throws Exception {
        Turns turns = new Turns(1, Duration.ofMillis(10));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Future<Integer> slow = callers.submit(() -> turns.take(() -> {
            begun.countDown();
            awaitQuietly(end);
            return 1;
        }));
        begun.await();

        assertThatThrownBy(() -> turns.take(() -> 2)).hasFieldOrPropertyWithValue("code", "database_busy");
        end.countDown();
        assertThat(slow.get()).isEqualTo(1);
        assertThat(turns.take(() -> 3)).isEqualTo(3);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
