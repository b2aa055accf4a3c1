package org.citywall.launcher.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.citywall.contracts.Json;
import org.citywall.contracts.Nullable;
import org.citywall.launcher.bench.CutReceiver.Armed;
import org.citywall.launcher.bench.CutReceiver.Cut;

/**
 * Two gateways tell people, and one of them is killed ({@code kill -9}) in the middle of a
 * delivery, round after round at another moment of it. Nothing may be lost, and a message may come
 * twice only where a gateway died before it had written the answer to it: there are never more
 * copies of a page than tries of which the heir wrote that they were cut off, and one.
 */
public final class NotifyKillBench {
    private static final Duration STEP_WITHIN = Duration.ofSeconds(40);
    private static final Duration TOLD_WITHIN = Duration.ofSeconds(90);
    private static final long LOOK_AGAIN_MS = 20;
    private static final int PAGES = 4;
    private static final List<Integer> LEVELS = List.of(1, 2, 3, 4);

    /** A gateway that starts soon, not one that runs fast. */
    private static final List<String> JVM =
            List.of(
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xshare:auto",
                    "-Duser.timezone=UTC",
                    "-Dfile.encoding=UTF-8");

    /** So that the lease of a dead one ends soon; the receiver answers within a millisecond. */
    private static final Map<String, String> SETTINGS =
            Map.of("CITYWALL_NOTIFY_WEBHOOK_TIMEOUT_S", "2");

    private final BenchReport report = new BenchReport("notify-kill");
    private final Clock clock = Clock.systemUTC();
    private final NotifyCity city;
    private final CutReceiver receiver;
    private final PageFeed feed;
    private final List<GatewayProcess> gateways = new ArrayList<>();
    private final Map<DeathStep, Sum> sums = new EnumMap<>(DeathStep.class);

    /** What the rounds of one step saw. */
    private static final class Sum {
        private int rounds;
        private int missed;
        private int pages;
        private int lost;
        private int cutOff;
        private int doubled;
        private int unexplained;
    }

    private NotifyKillBench(NotifyCity city, CutReceiver receiver, PageFeed feed) {
        this.city = city;
        this.receiver = receiver;
        this.feed = feed;
    }

    /**
     * Starts what it needs and measures.
     *
     * @param rounds as many kills
     * @param replicas as many gateways; a round begins when two of them are ready, so with a third
     *     none waits for the one that was killed before it
     */
    public static BenchReport run(int rounds, int replicas, int portOffset) throws Exception {
        try (NotifyCity city = new NotifyCity(portOffset);
                CutReceiver receiver = new CutReceiver();
                PageFeed feed = new PageFeed(city.bootstrap())) {
            return new NotifyKillBench(city, receiver, feed).measure(rounds, replicas);
        }
    }

    private BenchReport measure(int rounds, int replicas) throws Exception {
        for (int i = 0; i < replicas; i++) {
            gateways.add(city.gateway(JVM, SETTINGS));
            if (i == 0) {
                gateways.get(i).awaitReady(); // it makes the tables
            }
        }
        awaitTwo();
        DeathStep[] steps = DeathStep.values();
        for (int round = 0; round < rounds; round++) {
            round(round, steps[round % steps.length]);
            report.endRound();
        }
        report();
        return report;
    }

    private void round(int round, DeathStep step) throws Exception {
        String contact = "bench-" + round;
        city.contact(contact, receiver.url());
        List<String> pages = new ArrayList<>();
        for (int i = 0; i < PAGES; i++) {
            pages.add(PageFeed.pageId(alert(round, i), contact));
        }
        boolean wasHit;
        try (Connection db = city.connect();
                Connection locking = city.connect()) {
            locking.setAutoCommit(false);
            wasHit = killed(step, round, contact, db, locking);
            long began = System.nanoTime();
            while (!receiver.hasAll(pages) && System.nanoTime() - began < TOLD_WITHIN.toNanos()) {
                Thread.sleep(LOOK_AGAIN_MS);
            }
            awaitSettled(db, contact);
            count(step, pages, db, wasHit);
        }
        awaitTwo();
    }

    /** Until one can die and another be the heir. */
    private void awaitTwo() throws InterruptedException {
        long began = System.nanoTime();
        while (ready() < 2) {
            if (System.nanoTime() - began > TOLD_WITHIN.toNanos()) {
                throw new IllegalStateException("two gateways are not ready; see their logs");
            }
            Thread.sleep(LOOK_AGAIN_MS);
        }
    }

    private int ready() throws InterruptedException {
        int ready = 0;
        for (GatewayProcess gateway : gateways) {
            ready += gateway.isReady() ? 1 : 0;
        }
        return ready;
    }

    private static String alert(int round, int i) {
        return "round-%d-%d".formatted(round, i);
    }

    private void tell(int round, String contact) {
        for (int i = 0; i < PAGES; i++) {
            feed.tell(alert(round, i), LEVELS.get(i), clock.instant(), List.of(contact));
        }
        feed.flush();
    }

    /** Whether a gateway was killed at that step; it is started again. */
    private boolean killed(
            DeathStep step, int round, String contact, Connection db, Connection locking)
            throws Exception {
        boolean isLockedFirst = step.table != null && step.cut == null;
        if (isLockedFirst) {
            lock(locking, step.table);
        }
        Armed armed = step.cut == null ? null : receiver.arm(step.cut);
        tell(round, contact);
        try {
            Victim victim = victim(step, contact, armed, db, locking);
            for (GatewayProcess gateway : gateways) {
                if (victim != null && gateway.pid() == victim.pid()) {
                    gateway.kill();
                    end(db, victim);
                    locking.rollback();
                    gateway.start();
                    return true;
                }
            }
            return false;
        } finally {
            locking.rollback();
            if (armed != null) {
                armed.goOn().countDown();
            }
        }
    }

    /**
     * Who dies.
     *
     * @param pid of the gateway
     * @param backend process of the database that waits for it; 0: none does
     */
    private record Victim(long pid, int backend) {}

    /** Else the database would do what it was asked, although nobody waits for it any more. */
    private static void end(Connection db, Victim victim) throws SQLException {
        if (victim.backend() != 0) {
            NotifyCity.count(
                    db, "SELECT pg_terminate_backend(" + victim.backend() + ", 5000)::int");
        }
    }

    /** The gateway that is at this step now; null: none is. */
    @Nullable
    private Victim victim(
            DeathStep step, String contact, Armed armed, Connection db, Connection locking)
            throws Exception {
        if (armed == null) {
            if (step == DeathStep.ROW_WRITTEN) {
                awaitRow(db, contact);
            }
            return waiting(db, step.statement);
        }
        int port;
        try {
            port = armed.reached().get(STEP_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return null;
        }
        if (step.cut == Cut.ANSWERED) {
            lock(locking, step.table);
            armed.goOn().countDown();
            return waiting(db, step.statement);
        }
        return PortOwner.of(port, pids()).map(pid -> new Victim(pid, 0)).orElse(null);
    }

    private List<Long> pids() {
        return gateways.stream().map(GatewayProcess::pid).toList();
    }

    private static void lock(Connection locking, String table) throws SQLException {
        try (Statement statement = locking.createStatement()) {
            statement.execute("LOCK TABLE " + table + " IN SHARE MODE");
        }
    }

    private static void awaitRow(Connection db, String contact)
            throws SQLException, InterruptedException {
        long began = System.nanoTime();
        while (NotifyCity.count(db, rows(contact)) == 0
                && System.nanoTime() - began < STEP_WITHIN.toNanos()) {
            Thread.sleep(LOOK_AGAIN_MS);
        }
    }

    private static String rows(String contact) {
        return "SELECT count(*) FROM notification WHERE contact = '" + contact + "'";
    }

    /** The gateway of which such a statement waits for the lock; null: none. */
    @Nullable
    private Victim waiting(Connection db, String statement)
            throws SQLException, IOException, InterruptedException {
        long began = System.nanoTime();
        while (System.nanoTime() - began < STEP_WITHIN.toNanos()) {
            try (PreparedStatement find =
                    db.prepareStatement(
                            "SELECT client_port, pid FROM pg_stat_activity WHERE query LIKE ?"
                                    + " AND wait_event_type = 'Lock'")) {
                find.setString(1, statement);
                try (ResultSet rows = find.executeQuery()) {
                    while (rows.next()) {
                        Optional<Long> pid = PortOwner.of(rows.getInt(1), pids());
                        if (pid.isPresent()) {
                            return new Victim(pid.get(), rows.getInt(2));
                        }
                    }
                }
            }
            Thread.sleep(LOOK_AGAIN_MS);
        }
        return null;
    }

    /** Until nothing of it is on its way any more: an heir may still send it once more. */
    private static void awaitSettled(Connection db, String contact)
            throws SQLException, InterruptedException {
        long began = System.nanoTime();
        while (NotifyCity.count(db, rows(contact) + " AND state = 'waiting'") > 0
                && System.nanoTime() - began < TOLD_WITHIN.toNanos()) {
            Thread.sleep(LOOK_AGAIN_MS);
        }
    }

    private void count(DeathStep step, List<String> pages, Connection db, boolean wasHit)
            throws SQLException {
        Sum sum = sums.computeIfAbsent(step, any -> new Sum());
        sum.rounds++;
        sum.missed += wasHit ? 0 : 1;
        for (String page : pages) {
            int taken = receiver.taken(page);
            long cutOff =
                    NotifyCity.count(
                            db,
                            "SELECT count(*) FROM notification_attempt AS a JOIN notification AS n"
                                    + " ON n.id = a.notification WHERE a.result = 'cut-off'"
                                    + " AND n.page_id = '"
                                    + page
                                    + "'");
            int lost = taken == 0 ? 1 : 0;
            int unexplained = (int) Math.max(0, taken - 1 - cutOff);
            sum.pages++;
            sum.lost += lost;
            sum.cutOff += (int) cutOff;
            sum.doubled += Math.max(0, taken - 1);
            sum.unexplained += unexplained;
            report.oracle().add(1, lost, unexplained, 0);
        }
        System.out.printf(
                "%s %s: %d of %d told%n",
                step.word(),
                wasHit ? "killed" : "not reached",
                pages.stream().filter(page -> receiver.taken(page) > 0).count(),
                pages.size());
    }

    private void report() {
        ArrayNode rows = Json.mapper().createArrayNode();
        sums.forEach(
                (step, sum) -> {
                    ObjectNode row = rows.addObject().put("step", step.word());
                    row.put("rounds", sum.rounds).put("notReached", sum.missed);
                    row.put("pages", sum.pages).put("lost", sum.lost);
                    row.put("cutOff", sum.cutOff).put("doubled", sum.doubled);
                    row.put("unexplained", sum.unexplained);
                    report.metric(step.word() + ".killed", "1", (double) sum.rounds - sum.missed);
                    report.metric(step.word() + ".doubled", "1", sum.doubled);
                });
        report.table("steps", rows);
    }
}
