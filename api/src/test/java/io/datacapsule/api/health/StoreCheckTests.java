package io.datacapsule.api.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datacapsule.model.UnavailableException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StoreCheckTests {

    private static boolean answered(StoreCheck check, long seconds) {
        return check.answeredBy(System.nanoTime() + seconds * 1_000_000_000L);
    }

    @Test
    void tellsWhetherTheStoreAnswers() {
        StoreCheck there = new StoreCheck(() -> {});
        StoreCheck away = new StoreCheck(() -> {
            throw new UnavailableException("database_unavailable", "away");
        });
        there.ask();
        away.ask();

        assertThat(answered(there, 60)).isTrue();
        assertThat(answered(away, 60)).isFalse();
    }

    @Test
    void asksAStoreThatKeepsSilentNotAgainAndDoesNotWaitForIt() throws InterruptedException {
        CountDownLatch silence = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        StoreCheck check = new StoreCheck(() -> {
            asked.incrementAndGet();
            begun.countDown();
            await(silence);
        });
        check.ask();
        begun.await();
        check.ask();

        assertThat(answered(check, 0)).isFalse();
        assertThat(asked).hasValue(1);
        silence.countDown();
        assertThat(answered(check, 60)).isTrue();
    }

    @Test
    void takesADefectForNoAnswerOfTheStore() {
        StoreCheck check = new StoreCheck(() -> {
            throw new IllegalArgumentException("defect");
        });
        check.ask();

        assertThatThrownBy(() -> answered(check, 60)).hasRootCauseMessage("defect");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
