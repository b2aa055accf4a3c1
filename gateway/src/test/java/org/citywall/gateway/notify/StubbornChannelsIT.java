package org.citywall.gateway.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.alert.Page;
import org.citywall.gateway.webhook.DeliveryTry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Channels that hang, throw or fail do harm to nobody but themselves. */
@Timeout(60)
class StubbornChannelsIT {
    private static final int MORE_THAN_PLACES = 80;
    private static NotifyRig rig;

    @BeforeAll
    static void start() {
        rig = new NotifyRig();
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @BeforeEach
    void empty() {
        rig.reset();
        rig.channels.remove(Stubborn.NAME);
    }

    /** Does with every message what it is told to do. */
    private record Stubborn(Supplier<Future<DeliveryTry>> sending, String server)
            implements Channel {
        private static final String NAME = "stubborn";

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public void check(String address, @Nullable String secret) {
            // takes any
        }

        @Override
        public String shown(String address) {
            return address;
        }

        @Override
        public String server(String address) {
            return server.isEmpty() ? address : server;
        }

        @Override
        public Future<DeliveryTry> send(Message message, String address, @Nullable String secret) {
            return sending.get();
        }
    }

    private static void stubborn(Supplier<Future<DeliveryTry>> sending, String server) {
        rig.channels.put(Stubborn.NAME, new Stubborn(sending, server));
    }

    private static void advance(int seconds) {
        rig.rig.clock.advance(Duration.ofSeconds(seconds));
    }

    private static void contact(String name) throws Exception {
        rig.put(
                name,
                "{'channels':[{'channel':'stubborn','address':'%s','enabled':true}]}"
                        .formatted(name),
                200);
    }

    @Test
    void oneThatThrowsHoldsNoLane() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        stubborn(
                () -> {
                    if (tries.incrementAndGet() == 1) {
                        throw new IllegalStateException("a fault of the channel");
                    }
                    return Future.succeededFuture(
                            DeliveryTry.meaning(DeliveryTry.End.TAKEN, 200, "HTTP 200"));
                },
                "");
        contact("li");
        Notifier notifier = rig.notifier();
        rig.told(rig.page("p1", "li", 1));
        await().untilAsserted(
                        () ->
                                assertThat(rig.states())
                                        .containsExactly("p1|li|1|waiting|IllegalStateException"));

        advance(2);
        notifier.wake();

        await().untilAsserted(
                        () -> assertThat(rig.states()).containsExactly("p1|li|1|sent|HTTP 200"));
    }

    @Test
    void oneThatHangsLeavesPlacesToTheOthers() throws Exception {
        AtomicInteger hanging = new AtomicInteger();
        stubborn(
                () -> {
                    hanging.incrementAndGet();
                    return Promise.<DeliveryTry>promise().future();
                },
                "");
        List<Page> pages = new ArrayList<>();
        for (int i = 0; i < MORE_THAN_PLACES; i++) {
            contact("hangs" + i);
            pages.add(rig.page("h" + i, "hangs" + i, 3));
        }
        rig.contact("li", "/a");
        rig.told(pages.toArray(Page[]::new));
        rig.notifier();
        await().until(() -> hanging.get() >= 24);
        int before = hanging.get();

        rig.told(rig.page("late", "li", 3));

        await().until(() -> rig.pages("/a").contains("late"));
        assertThat(hanging.get()).as("none of them has ended").isBetween(before, 39);
    }

    @Test
    void redThatNobodyElseCanBeToldTriesAnAddressThatIsLeftAlone() throws Exception {
        rig.contact("li", "/a");
        rig.statuses.put("/a", 503);
        Notifier notifier = rig.notifier();
        rig.told(rig.page("p1", "li", 1));
        for (int failures = 1; failures <= 3; failures++) {
            int so = failures;
            await().until(() -> rig.received.size() == so);
            advance(failures < 3 ? 5 : 0);
            notifier.wake();
        }
        rig.statuses.clear();

        rig.told(rig.page("p2", "li", 1));
        rig.told(rig.page("p3", "li", 3));

        // p1 waits for its own time; the clock stands still, so the circuit stays open.
        advance(9);
        notifier.wake();
        await().untilAsserted(
                        () ->
                                assertThat(rig.states())
                                        .contains(
                                                "p1|li|1|sent|HTTP 204", "p2|li|1|sent|HTTP 204"));
    }

    @Test
    void whereOneServerTakesAllItsOutageIsLearnedOnce() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        stubborn(
                () -> {
                    tries.incrementAndGet();
                    return Future.succeededFuture(DeliveryTry.failed(DeliveryTry.TIME_OUT));
                },
                "the gateway of all");
        List<Page> pages = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            rig.put(
                    "red" + i,
                    ("{'channels':[{'channel':'stubborn','address':'%s','enabled':true},"
                                    + "{'channel':'webhook','address':'%s','secret':'%s','enabled':true}]}")
                            .formatted("red" + i, rig.url("/r" + i), NotifyRig.SECRET),
                    200);
            pages.add(rig.page("p" + i, "red" + i, 1));
        }
        rig.told(pages.toArray(Page[]::new));
        Notifier notifier = rig.notifier();
        await().until(() -> rig.received.size() >= 37); // the first two are to be tried again

        advance(3);
        notifier.wake();

        await().until(() -> rig.received.size() == 40);
        assertThat(tries.get()).as("not one for each address").isLessThanOrEqualTo(35);
    }
}
