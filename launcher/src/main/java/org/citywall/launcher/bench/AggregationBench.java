package org.citywall.launcher.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.Topics;
import org.citywall.launcher.Citywall;
import org.citywall.launcher.bench.AlarmPopulation.Member;
import org.citywall.launcher.client.ApiClient.Answer;
import org.citywall.launcher.client.WallClient;

/**
 * 20,000 alerts that stand and are explained by others, and fires that begin meanwhile: is every
 * fire told, in its order, and how soon? Beside Debian's prometheus-alertmanager with the same
 * alerts, the same rule, no waits, and the same kind of webhook.
 *
 * <p>The two do not do the same work: Alertmanager keeps alerts in the memory of one process and
 * tells a webhook, the city writes each change to a replicated log, a live view and a database
 * before it tells. The ratios say what that costs.
 */
public final class AggregationBench {
    /**
     * What is measured.
     *
     * @param rounds of each
     * @param sites without power
     * @param devicesPerSite offline because of it
     * @param fires in each round, as fast as they can be handed over
     */
    public record Plan(int rounds, int sites, int devicesPerSite, int fires) {
        /** The project's aim: 20,000 explained alerts. */
        public static Plan standard(int rounds) {
            return new Plan(rounds, 200, 100, 1_000);
        }

        int explained() {
            return sites * devicesPerSite;
        }
    }

    private static final Duration WITHIN = Duration.ofMinutes(4);
    private static final int POSTED_AT_ONCE = 500;
    private static final long LOOK_AGAIN_MS = 100;
    private static final double NANOS_PER_S = 1e9;

    /** The seat of the shipped rules. */
    private static final String SEAT = "all";

    private static final String SOURCE = "citywall/bench";

    /** Signs what nobody checks: both sides are told by the same receiver. */
    private static final String SECRET = "of the receiver of a bench";

    private final Citywall city;
    private final Plan plan;
    private final AlarmPopulation population;
    private final BenchReport report = new BenchReport("aggregation");
    private final Clock clock = Clock.systemUTC();
    private int round;
    private WallClient wall;

    private AggregationBench(Citywall city, Plan plan) {
        this.city = city;
        this.plan = plan;
        this.population = new AlarmPopulation(plan.sites(), plan.devicesPerSite());
    }

    /** Starts the city, which must be without simulated devices, and measures. */
    public static BenchReport run(Citywall city, Plan plan) throws Exception {
        city.start();
        return new AggregationBench(city, plan).measure();
    }

    /** One of the two that are measured. */
    private interface Side {
        String name();

        /** Hands over alerts in their order; {@code at} tells when each was handed over. */
        void send(List<Member> members, Map<String, Long> at) throws Exception;

        PageReceiver receiver();

        /** Processor time that it has used. */
        Duration cpu();
    }

    private BenchReport measure() throws Exception {
        Path directory = Files.createTempDirectory("citywall-alertmanager");
        try (PageReceiver ofCity = new PageReceiver(AggregationBench::titles);
                PageReceiver ofOther = new PageReceiver(AggregationBench::labels);
                LogFeed feed = new LogFeed(city.kafkaBootstrapServers(), Topics.ALERT_INPUTS);
                AlertmanagerProcess other = AlertmanagerProcess.start(directory, ofOther.url())) {
            // Whom the escalation calls is called on a way of its own: the other side has none.
            register(SEAT, ofCity.url());
            register("*", ofCity.url());
            CitySide ours = new CitySide(feed, ofCity, other.pid());
            OtherSide theirs = new OtherSide(other, ofOther);
            compare(ours, theirs, "first."); // a fresh JVM compiles
            compare(ours, theirs, "calm.");
            storm(ours, theirs);
            for (int i = 0; i < plan.rounds(); i++) {
                compare(ours, theirs, "");
                report.endRound();
            }
        } finally {
            StartupBench.delete(directory);
        }
        return report;
    }

    /** Who is paged under this name is heard here. */
    private void register(String name, String url) {
        ObjectNode contact = Json.mapper().createObjectNode();
        ObjectNode channel = contact.putArray("channels").addObject();
        channel.put("channel", "webhook").put("address", url).put("enabled", true);
        channel.put("secret", SECRET);
        Answer answer =
                city.launcherApi()
                        .put(
                                "api/v1/contacts/" + URLEncoder.encode(name, UTF_8),
                                Json.string(contact));
        if (answer.status() != 200) {
            throw new IllegalStateException("contact refused: " + answer.body());
        }
    }

    private void storm(CitySide ours, OtherSide theirs) throws Exception {
        say("%d alerts, explained by %d", plan.explained(), plan.sites());
        wall = wall();
        try {
            long began = System.nanoTime();
            ours.send(population.standing(), new HashMap<>());
            await("the city explains them", () -> explained() >= plan.explained());
            report.metric("city.explained", "s", (System.nanoTime() - began) / NANOS_PER_S);
        } finally {
            wall.close();
        }
        theirs.send(population.standing(), new HashMap<>());
        await("Alertmanager explains them", () -> theirs.inhibited() >= plan.explained());
    }

    private WallClient wall() {
        return WallClient.connect(
                city.wallApi().base(), city.wallToken(), List.of("alerts"), (topic, item) -> {});
    }

    /** As a wall does that was sent away, it comes back. */
    private long explained() {
        if (wall.closed().isDone()) {
            say(
                    "the wall was sent away: %s",
                    wall.closed().handle((code, e) -> e == null ? code : e).join());
            wall = wall();
        }
        return wall.items("alerts").values().stream().filter(a -> a.has("suppressedBy")).count();
    }

    private void compare(CitySide ours, OtherSide theirs, String phase) throws Exception {
        List<Member> fires = population.fires(round++, plan.fires());
        Telling city = tell(ours, fires, phase);
        Telling alertmanager = tell(theirs, fires, phase);
        report.ratio(phase + "alertmanager", city.seconds() / alertmanager.seconds());
        report.ratio(
                phase + "alertmanagerDelivered",
                (double) city.delivered() / alertmanager.delivered());
        report.ratio(phase + "alertmanagerCpu", city.cpu() / alertmanager.cpu());
    }

    /**
     * How one side told the fires.
     *
     * @param seconds from the first fire to the last that was told
     * @param delivered how many were
     * @param cpu seconds of processor time
     */
    private record Telling(double seconds, long delivered, double cpu) {}

    private Telling tell(Side side, List<Member> fires, String phase) throws Exception {
        Map<String, Long> sent = new HashMap<>();
        PageReceiver receiver = side.receiver();
        long again = receiver.again();
        Duration cpu = side.cpu();
        side.send(fires, sent);
        long deadline = System.nanoTime() + WITHIN.toNanos();
        while (System.nanoTime() < deadline
                && fires.stream().anyMatch(f -> receiver.firstAt(f.name()) == null)) {
            Thread.sleep(LOOK_AGAIN_MS);
        }
        double used = side.cpu().minus(cpu).toNanos() / NANOS_PER_S;
        Latencies latencies = new Latencies();
        long first = sent.values().stream().mapToLong(Long::longValue).min().orElseThrow();
        long last = first;
        long lost = 0;
        for (Member fire : fires) {
            Long told = receiver.firstAt(fire.name());
            if (told == null) {
                lost++;
            } else {
                latencies.recordNanos(told - sent.get(fire.name()));
                last = Math.max(last, told);
            }
        }
        String name = phase + side.name();
        double seconds = (last - first) / NANOS_PER_S;
        report.metric(name + ".delivered", "1", (double) fires.size() - lost);
        report.metric(name + ".allTold", "s", seconds);
        latencies.report(report, name + ".told");
        report.metric(name + ".cpu", "s", used);
        report.metric(
                name + ".outOfOrder",
                "1",
                (double) receiver.outOfOrder(fires.stream().map(Member::name).toList()));
        if (side instanceof CitySide) {
            report.oracle().add(fires.size(), lost, receiver.again() - again, 0);
        }
        say("%s: %d of %d told in %.2f s", name, fires.size() - lost, fires.size(), seconds);
        return new Telling(seconds, fires.size() - lost, used);
    }

    /** Alertmanager tells several alerts in one request if they are of one group. */
    private static List<String> labels(JsonNode body) {
        List<String> names = new ArrayList<>();
        body.path("alerts").forEach(a -> names.add(a.at("/labels/alertname").asText()));
        return names;
    }

    /** Who does not answer is told again, as the escalation says: that is another page. */
    private static List<String> titles(JsonNode body) {
        boolean isFirst = body.at("/data/step").asText().equals("raised");
        return isFirst ? List.of(body.at("/data/title").asText()) : List.of();
    }

    private static void await(String what, BooleanSupplier done) throws InterruptedException {
        long deadline = System.nanoTime() + WITHIN.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("in vain: " + what);
            }
            Thread.sleep(LOOK_AGAIN_MS);
        }
    }

    private static void say(String format, Object... arguments) {
        System.out.printf(format + "%n", arguments);
    }

    /** The whole city: its jobs, gateway, Kafka and the bench's own threads are this process. */
    private final class CitySide implements Side {
        private final LogFeed feed;
        private final long otherPid;
        private final PageReceiver receiver;

        CitySide(LogFeed feed, PageReceiver receiver, long otherPid) {
            this.otherPid = otherPid;
            this.feed = feed;
            this.receiver = receiver;
        }

        @Override
        public String name() {
            return "city";
        }

        @Override
        public void send(List<Member> members, Map<String, Long> at) {
            for (Member member : members) {
                Instant now = clock.instant();
                AlertInput input = AlertInput.of(member.detection(now));
                at.put(member.name(), System.nanoTime());
                feed.send(
                        EventTypes.DETECTION,
                        SOURCE,
                        input.detection().id(),
                        now.toEpochMilli(),
                        input.groupHash(),
                        Json.bytes(input));
            }
            feed.flush();
        }

        @Override
        public PageReceiver receiver() {
            return receiver;
        }

        @Override
        public Duration cpu() {
            ProcessHandle self = ProcessHandle.current();
            // The other side is a child of this process too.
            Stream<ProcessHandle> children =
                    self.descendants().filter(each -> each.pid() != otherPid);
            return Stream.concat(Stream.of(self), children)
                    .map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
                    .reduce(Duration.ZERO, Duration::plus);
        }
    }

    private final class OtherSide implements Side {
        private final AlertmanagerProcess process;
        private final PageReceiver receiver;

        OtherSide(AlertmanagerProcess process, PageReceiver receiver) {
            this.process = process;
            this.receiver = receiver;
        }

        @Override
        public String name() {
            return "alertmanager";
        }

        @Override
        public void send(List<Member> members, Map<String, Long> at)
                throws IOException, InterruptedException {
            for (int from = 0; from < members.size(); from += POSTED_AT_ONCE) {
                int to = Math.min(members.size(), from + POSTED_AT_ONCE);
                List<Member> some = members.subList(from, to);
                long now = System.nanoTime();
                some.forEach(member -> at.put(member.name(), now));
                process.post(AlarmPopulation.posted(some, clock.instant()));
            }
        }

        int inhibited() {
            try {
                return process.inhibited();
            } catch (IOException e) {
                throw new IllegalStateException("Alertmanager does not say what it explains", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }

        @Override
        public PageReceiver receiver() {
            return receiver;
        }

        @Override
        public Duration cpu() {
            return process.cpu();
        }
    }
}
