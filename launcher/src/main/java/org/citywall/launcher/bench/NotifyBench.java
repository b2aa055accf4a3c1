package org.citywall.launcher.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.Level;

/**
 * How soon people are told: from the change of an alert in the log to the request at a webhook,
 * under a steady load and in a storm in which three must be told of each alert; beside Debian's
 * prometheus-alertmanager with the same storm and the same webhooks, and no waits.
 *
 * <p>The two do not do the same work: Alertmanager keeps what it must tell in the memory of one
 * process, the city writes each page and each try to PostgreSQL, so that any gateway may die. The
 * ratios say what that costs.
 */
public final class NotifyBench {
    /**
     * What is measured.
     *
     * @param rounds of each
     * @param gateways that share the work
     * @param steadySeconds of the steady load
     * @param steadyPerSecond alerts, of each one is told
     * @param alerts of the storm, a tenth of them red
     * @param stormSeconds in which they come
     */
    public record Plan(
            int rounds,
            int gateways,
            int steadySeconds,
            int steadyPerSecond,
            int alerts,
            int stormSeconds) {
        /** The project's aims: 50 alerts a second, and 1,000 in 10 s with three to tell of each. */
        public static Plan standard(int rounds) {
            return new Plan(rounds, 2, 30, 50, 1_000, 10);
        }
    }

    /** A red page that comes later is late. */
    private static final Duration RED_WITHIN = Duration.ofSeconds(2);

    private static final Duration WITHIN = Duration.ofMinutes(2);
    private static final long LOOK_AGAIN_MS = 50;
    private static final double NANOS_PER_S = 1e9;
    private static final double NANOS_PER_MS = 1e6;

    /** What is told before it counts. */
    private static final String FIRST = "first.";

    private static final int EVERY_TENTH = 10;
    private static final int OTHER_LEVELS = 3;

    /** So that no lane is the limit: each is served one message after the other. */
    private static final int STEADY_CONTACTS = 10;

    private static final List<String> STORM_CONTACTS = List.of("storm-a", "storm-b", "storm-c");
    private static final List<String> JVM =
            List.of(
                    "-Xms128m",
                    "-Xmx384m",
                    "-XX:+UseParallelGC",
                    "-Duser.timezone=UTC",
                    "-Dfile.encoding=UTF-8");

    private final BenchReport report = new BenchReport("notify");
    private final Clock clock = Clock.systemUTC();
    private final Plan plan;
    private final NotifyCity city;
    private final PageFeed feed;
    private final List<GatewayProcess> gateways = new ArrayList<>();
    private int run;

    private NotifyBench(Plan plan, NotifyCity city, PageFeed feed) {
        this.plan = plan;
        this.city = city;
        this.feed = feed;
    }

    /** Starts what it needs and measures. */
    public static BenchReport run(Plan plan, int portOffset) throws Exception {
        try (NotifyCity city = new NotifyCity(portOffset);
                PageFeed feed = new PageFeed(city.bootstrap())) {
            return new NotifyBench(plan, city, feed).measure();
        }
    }

    /** One alert of a load. */
    private record Member(String name, int level, List<String> contacts) {
        boolean isRed() {
            return level == Level.RED;
        }
    }

    /** One of the two that are measured; each contact has a webhook of its own. */
    private interface Side {
        String name();

        void send(Member member) throws IOException, InterruptedException;

        Duration cpu();
    }

    private BenchReport measure() throws Exception {
        for (int i = 0; i < plan.gateways(); i++) {
            gateways.add(city.gateway(JVM, Map.of()));
            gateways.get(i).awaitReady(); // the first makes the tables
        }
        Path directory = Files.createTempDirectory("citywall-alertmanager");
        Receivers ofCity = new Receivers(NotifyBench::pages);
        Receivers ofOther = new Receivers(NotifyBench::labels);
        try (AlertmanagerProcess other = AlertmanagerProcess.start(directory, ofOther.urls())) {
            for (int i = 0; i < STORM_CONTACTS.size(); i++) {
                city.contact(STORM_CONTACTS.get(i), ofCity.urls().get(i));
            }
            for (int i = 0; i < STEADY_CONTACTS; i++) {
                city.contact(steady(i), ofCity.urls().get(0));
            }
            CitySide ours = new CitySide();
            OtherSide theirs = new OtherSide(other);
            round(ours, ofCity, theirs, ofOther, FIRST); // a fresh JVM compiles
            for (int i = 0; i < plan.rounds(); i++) {
                round(ours, ofCity, theirs, ofOther, "");
                report.endRound();
            }
        } finally {
            ofCity.close();
            ofOther.close();
            StartupBench.delete(directory);
        }
        return report;
    }

    private static String steady(int i) {
        return "steady-" + i;
    }

    private void round(Side ours, Receivers ofCity, Side theirs, Receivers ofOther, String phase)
            throws Exception {
        List<Member> steady = new ArrayList<>();
        int count = plan.steadySeconds() * plan.steadyPerSecond();
        for (int i = 0; i < count; i++) {
            steady.add(
                    new Member(
                            "steady-%d-%d".formatted(run, i),
                            level(i),
                            List.of(steady(i % STEADY_CONTACTS))));
        }
        tell(ours, ofCity, steady, plan.steadySeconds(), phase + "steady.");
        List<Member> storm = new ArrayList<>();
        for (int i = 0; i < plan.alerts(); i++) {
            storm.add(new Member("storm-%d-%d".formatted(run, i), level(i), STORM_CONTACTS));
        }
        run++;
        Told city = tell(ours, ofCity, storm, plan.stormSeconds(), phase + "storm.");
        Told alertmanager = tell(theirs, ofOther, storm, plan.stormSeconds(), phase + "storm.");
        report.ratio(phase + "storm.first", city.firstMs() / alertmanager.firstMs());
        report.ratio(phase + "storm.p50", city.p50Ms() / alertmanager.p50Ms());
        report.ratio(phase + "storm.allTold", city.allS() / alertmanager.allS());
        report.ratio(phase + "storm.cpu", city.cpuS() / alertmanager.cpuS());
    }

    private static int level(int i) {
        return i % EVERY_TENTH == 0 ? Level.RED : Level.ORANGE + i % OTHER_LEVELS;
    }

    /**
     * What became of a load.
     *
     * @param firstMs from the first alert to the first request
     * @param allS from the first alert to the last request
     */
    private record Told(double firstMs, double p50Ms, double allS, double cpuS) {}

    private Told tell(
            Side side, Receivers receivers, List<Member> members, int seconds, String phase)
            throws Exception {
        Duration cpu = side.cpu();
        long again = receivers.again();
        Map<String, Long> sent = send(side, members, seconds);
        await(receivers, members);
        double used = side.cpu().minus(cpu).toNanos() / NANOS_PER_S;
        String name = phase + side.name();
        long begin = sent.get(members.get(0).name());
        long first = Long.MAX_VALUE;
        long last = begin;
        long lost = 0;
        long late = 0;
        Latencies reds = new Latencies();
        Latencies all = new Latencies();
        for (Member member : members) {
            for (String contact : member.contacts()) {
                Long told = receivers.firstAt(contact, member.name());
                if (told == null) {
                    lost++;
                    continue;
                }
                long took = told - sent.get(member.name());
                all.recordNanos(took);
                if (member.isRed()) {
                    reds.recordNanos(took);
                    late += took > RED_WITHIN.toNanos() ? 1 : 0;
                }
                first = Math.min(first, told);
                last = Math.max(last, told);
            }
        }
        double p50 = all.report(report, name + ".told");
        reds.report(report, name + ".red");
        long pages = members.stream().mapToLong(member -> member.contacts().size()).sum();
        report.metric(name + ".first", "ms", (first - begin) / NANOS_PER_MS);
        report.metric(name + ".allTold", "s", (last - begin) / NANOS_PER_S);
        report.metric(name + ".cpu", "s", used);
        report.metric(name + ".lost", "1", (double) lost);
        long doubled = receivers.again() - again;
        report.metric(name + ".doubled", "1", (double) doubled);
        report.metric(name + ".redLate", "1", (double) late);
        if (side instanceof CitySide) {
            report.oracle().add(pages, lost, doubled, phase.startsWith(FIRST) ? 0 : late);
        }
        System.out.printf("%s: %d of %d told%n", name, pages - lost, pages);
        return new Told((first - begin) / NANOS_PER_MS, p50, (last - begin) / NANOS_PER_S, used);
    }

    /** One after the other, evenly over this time. */
    private static Map<String, Long> send(Side side, List<Member> members, int seconds)
            throws Exception {
        Map<String, Long> sent = new HashMap<>();
        long begin = System.nanoTime();
        long pause = TimeUnit.SECONDS.toNanos(seconds) / members.size();
        for (int i = 0; i < members.size(); i++) {
            TimeUnit.NANOSECONDS.sleep(begin + i * pause - System.nanoTime());
            sent.put(members.get(i).name(), System.nanoTime());
            side.send(members.get(i));
        }
        return sent;
    }

    private static void await(Receivers receivers, List<Member> members)
            throws InterruptedException {
        long deadline = System.nanoTime() + WITHIN.toNanos();
        while (System.nanoTime() < deadline
                && members.stream()
                        .anyMatch(
                                member ->
                                        member.contacts().stream()
                                                .anyMatch(
                                                        to ->
                                                                receivers.firstAt(to, member.name())
                                                                        == null))) {
            Thread.sleep(LOOK_AGAIN_MS);
        }
    }

    private static List<String> pages(JsonNode body) {
        return List.of(body.at("/data/alertId").asText());
    }

    private static List<String> labels(JsonNode body) {
        List<String> names = new ArrayList<>();
        body.path("alerts").forEach(a -> names.add(a.at("/labels/alertname").asText()));
        return names;
    }

    /** A webhook for each contact of the storm; those of the steady load share the first. */
    private static final class Receivers implements AutoCloseable {
        private final List<PageReceiver> all = new ArrayList<>();

        Receivers(Function<JsonNode, List<String>> namesIn) throws IOException {
            for (int i = 0; i < STORM_CONTACTS.size(); i++) {
                all.add(new PageReceiver(namesIn));
            }
        }

        List<String> urls() {
            return all.stream().map(PageReceiver::url).toList();
        }

        Long firstAt(String contact, String name) {
            return all.get(Math.max(0, STORM_CONTACTS.indexOf(contact))).firstAt(name);
        }

        long again() {
            return all.stream().mapToLong(PageReceiver::again).sum();
        }

        @Override
        public void close() {
            all.forEach(PageReceiver::close);
        }
    }

    /** The gateways and their database; Kafka runs in the process of the bench. */
    private final class CitySide implements Side {
        @Override
        public String name() {
            return "city";
        }

        @Override
        public void send(Member member) {
            Instant now = clock.instant();
            feed.tell(member.name(), member.level(), now, member.contacts());
            feed.flush();
        }

        @Override
        public Duration cpu() {
            return gateways.stream()
                    .map(GatewayProcess::cpu)
                    .reduce(city.databaseCpu(), Duration::plus);
        }
    }

    private final class OtherSide implements Side {
        private final AlertmanagerProcess process;

        OtherSide(AlertmanagerProcess process) {
            this.process = process;
        }

        @Override
        public String name() {
            return "alertmanager";
        }

        @Override
        public void send(Member member) throws IOException, InterruptedException {
            process.post(
                    Json.mapper()
                            .createArrayNode()
                            .add(
                                    AlertmanagerProcess.alert(
                                            member.name(), "press", "S-1", clock.instant())));
        }

        @Override
        public Duration cpu() {
            return process.cpu();
        }
    }
}
