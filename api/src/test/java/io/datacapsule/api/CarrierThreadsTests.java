package io.datacapsule.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Virtual threads that compute and never wait do not keep others from running. The limit only keeps a hang from hanging. */
@Timeout(120)
class CarrierThreadsTests {

    @Test
    void growWithTheMachine() {
        assertThat(CarrierThreads.number(1)).isEqualTo(32);
        assertThat(CarrierThreads.number(64)).isEqualTo(256);
    }

    @Test
    void letAsManyComputeAtOnceBesideOneMoreRequest() throws IOException, InterruptedException {
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:ActiveProcessorCount=2",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Busy.class.getName())
                .redirectErrorStream(true)
                .start();
        String told = new String(program.getInputStream().readAllBytes());

        assertThat(program.waitFor()).as(told).isZero();
        assertThat(told).contains("one more ran");
    }

    /** Eight virtual threads that compute until one more has run. */
    static final class Busy {

        private Busy() {}

        /** Ends with an error if the one more does not run within a minute. */
        public static void main(String[] args) throws InterruptedException {
            CarrierThreads.prepare();
            CountDownLatch ran = new CountDownLatch(1);
            AtomicInteger started = new AtomicInteger();
            for (int i = 0; i < 8; i++) {
                Thread.ofVirtual().start(() -> {
                    started.incrementAndGet();
                    while (ran.getCount() > 0) {
                        Thread.onSpinWait();
                    }
                });
            }
            for (int i = 0; i < 2_000 && started.get() < 8; i++) {
                Thread.sleep(5);
            }
            Thread.ofVirtual().start(ran::countDown);
            if (!ran.await(60, TimeUnit.SECONDS)) {
                System.exit(1);
            }
            System.out.println("one more ran");
        }
    }
}
