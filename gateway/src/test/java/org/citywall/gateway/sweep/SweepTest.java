package org.citywall.gateway.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SweepTest {
    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger begun = new AtomicInteger();

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    private Sweep start(Supplier<Future<Void>> work) {
        Sweep sweep =
                new Sweep(
                        vertx,
                        "test",
                        5,
                        () -> {
                            begun.incrementAndGet();
                            return work.get();
                        });
        sweep.start();
        return sweep;
    }

    @Test
    void workThatTakesLongerThanThePeriodIsNotBegunAgainBeforeItsEnd() {
        Promise<Void> first = Promise.promise();
        start(first::future);

        await().during(Duration.ofMillis(100)).until(() -> begun.get() <= 1);
        first.complete();
        await().until(() -> begun.get() > 2);
    }

    @Test
    void workThatFailsOrThrowsIsDoneAgain() {
        start(
                () -> {
                    if (begun.get() == 1) {
                        throw new IllegalStateException("thrown");
                    }
                    return Future.failedFuture("failed");
                });

        await().until(() -> begun.get() > 3);
    }

    @Test
    void nothingIsBegunAfterTheStop() {
        Sweep sweep = start(Future::succeededFuture);
        await().until(() -> begun.get() > 0);
        sweep.stop();
        await().pollDelay(Duration.ofMillis(50)).until(() -> true);

        int before = begun.get();
        await().pollDelay(Duration.ofMillis(100)).until(() -> true);
        assertThat(begun.get()).isEqualTo(before);
    }
}
