package org.citywall.launcher.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.citywall.launcher.Citywall;
import org.citywall.launcher.CitywallOptions;
import org.citywall.launcher.client.ApiClient;

/**
 * How many presses a second the gateway confirms over GB/T 26875.3, beside what it confirms over
 * HTTP in the same round with as many connections; and how long a confirm takes at a constant 2,000
 * presses/s. Everything behind the gateway (jobs, view, record) runs along and takes its share.
 */
public final class IngestBench {
    /** What is measured. */
    public record Plan(
            int rounds, int seconds, int connections, int inFlight, int pressesPerSecond) {

        /** Two rounds of 10 s each way, 100 connections, 400 presses in flight, 2,000 presses/s. */
        public static Plan standard() {
            return new Plan(2, 10, 100, 400, 2_000);
        }
    }

    private static final int WARM_UP_S = 10;
    private static final int BURSTS_PER_SECOND = 100;
    private static final long SETTLE_MS = 3_000;
    private static final long ANSWERS_WITHIN_S = 15;
    private static final String ADMIN_PASSWORD = UUID.randomUUID().toString();

    private final Citywall city;
    private final Plan plan;
    private final AtomicInteger numbers = new AtomicInteger();
    private long confirmedInAll;

    private IngestBench(Citywall city, Plan plan) {
        this.city = city;
        this.plan = plan;
    }

    /** The options of a city for this bench: it must let us register panels. */
    public static CitywallOptions options(CitywallOptions base) {
        Map<String, String> environment = new HashMap<>(base.environment());
        environment.put("CITYWALL_ADMIN_PASSWORD", ADMIN_PASSWORD);
        return base.withDevices(false).withEnvironment(environment);
    }

    /** Starts the city, which must have {@link #options}, and measures. */
    public static BenchReport run(Citywall city, Plan plan)
            throws InterruptedException, TimeoutException {
        city.start();
        return new IngestBench(city, plan).measure();
    }

    /** Registers that many panels, spread over the buildings of the district. */
    static void register(Citywall city, int panels) {
        List<String> buildings = city.buildings();
        StringBuilder csv = new StringBuilder("id,domain,kind,siteId\n");
        int building = 0;
        for (String id : PanelLines.deviceIds(panels)) {
            String site = buildings.get(building++ % buildings.size());
            csv.append(id).append(",fire,transmission-device,").append(site).append('\n');
        }
        ApiClient admin = new ApiClient(city.ports().web()).login("admin", ADMIN_PASSWORD);
        var answer = admin.post("api/v1/registry/import?kind=devices", "text/csv", csv.toString());
        if (answer.status() != 200) {
            throw new IllegalStateException("the panels cannot be registered: " + answer);
        }
    }

    private BenchReport measure() throws InterruptedException, TimeoutException {
        BenchReport report = new BenchReport("ingest");
        register(city, plan.connections());
        try (IngestRoad http =
                        new HttpRoad(
                                city.ports().web(),
                                city.deviceToken(),
                                city.buttons(),
                                plan.connections());
                IngestRoad panels = new PanelRoad(city.ports().gb26875(), plan.connections())) {
            asFastAsConfirmed(http, WARM_UP_S);
            asFastAsConfirmed(panels, WARM_UP_S);
            for (int round = 0; round < plan.rounds(); round++) {
                double byHttp = asFastAsConfirmed(http, plan.seconds());
                double byPanels = asFastAsConfirmed(panels, plan.seconds());
                report.metric("http.confirmed", "1/s", byHttp);
                report.metric("gb26875.confirmed", "1/s", byPanels);
                report.ratio("httpPath", byPanels / byHttp);
                long sent = (long) plan.seconds() * plan.pressesPerSecond();
                long confirmed = atRate(report, panels);
                report.metric("gb26875.at2000.confirmed", "%", 100.0 * confirmed / sent);
                report.endRound();
            }
            SignalAudit.Count log = SignalAudit.presses(city.kafkaBootstrapServers());
            long lost = Math.max(0, confirmedInAll - log.distinct());
            report.oracle().add(confirmedInAll, lost, log.repeats(), 0);
        }
        return report;
    }

    /** Each confirm lets the next press go; answers presses confirmed a second. */
    private double asFastAsConfirmed(IngestRoad road, int seconds) throws InterruptedException {
        AtomicLong confirmed = new AtomicLong();
        AtomicInteger open = new AtomicInteger(plan.inFlight());
        long begun = System.nanoTime();
        long end = begun + TimeUnit.SECONDS.toNanos(seconds);
        for (int i = 0; i < plan.inFlight(); i++) {
            next(road, end, confirmed, open);
        }
        awaitAnswers(open, seconds + ANSWERS_WITHIN_S);
        double took = (System.nanoTime() - begun) / 1e9;
        confirmedInAll += confirmed.get();
        Thread.sleep(SETTLE_MS);
        return confirmed.get() / took;
    }

    private void next(IngestRoad road, long end, AtomicLong confirmed, AtomicInteger open) {
        road.press(
                numbers.getAndIncrement(),
                at -> {
                    confirmed.incrementAndGet();
                    if (at < end) {
                        next(road, end, confirmed, open);
                    } else {
                        open.decrementAndGet();
                    }
                });
    }

    /** An open loop: whatever the answers do, the next burst goes out when it is due. */
    private long atRate(BenchReport report, IngestRoad road) throws InterruptedException {
        Latencies latencies = new Latencies();
        AtomicLong confirmed = new AtomicLong();
        AtomicInteger open = new AtomicInteger();
        int bursts = plan.seconds() * BURSTS_PER_SECOND;
        long begun = System.nanoTime();
        for (int burst = 0; burst < bursts; burst++) {
            long due = begun + burst * TimeUnit.SECONDS.toNanos(1) / BURSTS_PER_SECOND;
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            for (int i = 0; i < plan.pressesPerSecond() / BURSTS_PER_SECOND; i++) {
                open.incrementAndGet();
                road.press(
                        numbers.getAndIncrement(),
                        at -> {
                            latencies.recordNanos(at - due);
                            confirmed.incrementAndGet();
                            open.decrementAndGet();
                        });
            }
        }
        awaitAnswers(open, ANSWERS_WITHIN_S);
        latencies.report(report, "gb26875.at2000");
        confirmedInAll += confirmed.get();
        return confirmed.get();
    }

    private static void awaitAnswers(AtomicInteger open, long seconds) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (open.get() > 0 && System.nanoTime() < deadline) {
            Thread.sleep(10);
        }
    }
}
