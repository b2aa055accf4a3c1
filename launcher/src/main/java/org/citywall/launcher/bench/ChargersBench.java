package org.citywall.launcher.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.citywall.gateway.kafka.TopicSetup;
import org.citywall.launcher.embedded.EmbeddedFlink;
import org.citywall.launcher.embedded.EmbeddedKafka;
import org.citywall.launcher.embedded.FlinkSettings;
import org.citywall.launcher.embedded.Ports;
import org.citywall.stream.config.StreamOptions;
import org.citywall.stream.job.EbikeJob;

/**
 * How fast the e-bike job is beside jobs that only read, or read and parse, the same readings from
 * the same Kafka; what a reading costs with few and with very many ports; and what a port takes of
 * the state.
 *
 * <p>A backlog that grew at its true pace, a reading of each port per minute, is read as fast as it
 * goes: with all the pages that were due in that time.
 */
public final class ChargersBench {
    /**
     * What is measured.
     *
     * @param rounds of each
     * @param ports of the main figures
     * @param others further numbers of ports, for the cost of a reading
     * @param readings about so many are counted in each drain; more where that were too few minutes
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Plan(int rounds, int ports, int[] others, int readings) {
        /**
         * 20,000 ports; 1,000 and 200,000 for comparison. With a quarter of the readings a drain
         * takes five seconds, and rounds differ by half.
         */
        public static Plan standard(int rounds) {
            return new Plan(rounds, 20_000, new int[] {1_000, 200_000}, 1_600_000);
        }
    }

    private static final Duration WITHIN = Duration.ofMinutes(5);
    private static final long LOOK_AGAIN_MS = 500;

    /** Longer than it takes to find a plateau, and than the pause between two pages. */
    private static final int LEAST_MINUTES = 12;

    private final Plan plan;
    private final Path data;
    private final Ports ports;
    private final BenchReport report = new BenchReport("chargers");
    private final StreamOptions options = StreamOptions.defaults();

    private ChargersBench(Plan plan, Path data, int portOffset) {
        this.plan = plan;
        this.data = data;
        this.ports = Ports.offset(portOffset);
    }

    /** Starts a Kafka of its own and measures. */
    public static BenchReport run(Plan plan, int portOffset) throws Exception {
        Path data = Files.createTempDirectory("citywall-chargers");
        EmbeddedKafka kafka = new EmbeddedKafka(data, Ports.offset(portOffset).kafka());
        kafka.start();
        try {
            TopicSetup.ensure(kafka.bootstrapServers(), TopicSetup.Options.defaults());
            return new ChargersBench(plan, data, portOffset).measure(kafka.bootstrapServers());
        } finally {
            kafka.stop();
            StartupBench.delete(data);
        }
    }

    private BenchReport measure(String bootstrap) throws Exception {
        ChargerDrain drain = new ChargerDrain(options, bootstrap);
        try (ChargerFeed feed = new ChargerFeed(bootstrap)) {
            feed.keepOurTimes();
            long expected = fill(feed, plan.ports());
            warmUp(drain, expected);
            for (int round = 0; round < plan.rounds(); round++) {
                round(drain, expected);
            }
            state(drain, bootstrap);
            for (int count : plan.others()) {
                long sessions = fill(feed, count);
                for (int round = 0; round < plan.rounds(); round++) {
                    Drain.Result result = job(drain, count, sessions);
                    report.metric("ports%d.cpu".formatted(count), "us", result.cpuMicros());
                    report.metric("ports%d.rate".formatted(count), "1/s", result.perSecond());
                }
            }
        }
        return report;
    }

    /** Writes the backlog of so many ports; the number of sessions that end in it. */
    private long fill(ChargerFeed feed, int count) throws Exception {
        int minutes = Math.max(LEAST_MINUTES, plan.readings() / count) + 1;
        say("%d ports, %d minutes", count, minutes);
        feed.empty();
        Instant begin = Clock.systemUTC().instant().minus(Duration.ofMinutes(minutes));
        feed.write(new ChargerLoad(count, begin), minutes);
        long ends = 0;
        for (int port = 0; port < count; port++) {
            // What ends with the first that is heard of it is no session to anybody.
            for (int minute = 1; minute < minutes; minute++) {
                ends += ChargerLoad.ends(port, minute) ? 1 : 0;
            }
        }
        return ends;
    }

    /** A backlog lasts seconds, most of which a fresh JVM would spend on compiling the job. */
    private void warmUp(ChargerDrain drain, long expected) throws Exception {
        drain.consumeOnly(plan.ports());
        drain.consumeParse(plan.ports());
        job(drain, plan.ports(), expected);
        job(drain, plan.ports(), expected);
    }

    private void round(ChargerDrain drain, long expected) throws Exception {
        int from = plan.ports();
        Drain.Result bytes = drain.consumeOnly(from);
        Drain.Result parsed = drain.consumeParse(from);
        Drain.Result job = job(drain, from, expected);
        report.metric("consumeOnly.rate", "1/s", bytes.perSecond());
        report.metric("consumeParse.rate", "1/s", parsed.perSecond());
        report.metric("ebike.rate", "1/s", job.perSecond());
        report.metric("consumeOnly.cpu", "us", bytes.cpuMicros());
        report.metric("consumeParse.cpu", "us", parsed.cpuMicros());
        report.metric("ports%d.cpu".formatted(from), "us", job.cpuMicros());
        report.ratio("consumeOnly", job.perSecond() / bytes.perSecond());
        report.ratio("consumeParse", job.perSecond() / parsed.perSecond());
        report.endRound();
        say(
                "read %.0f/s, read and parsed %.0f/s, judged %.0f/s",
                bytes.perSecond(), parsed.perSecond(), job.perSecond());
    }

    /** Every session that ended on the log must come out of the job, once. */
    private Drain.Result job(ChargerDrain drain, long from, long expected) throws Exception {
        ToNowhere.countAnew();
        Drain.Result result = drain.ebikeJob(from);
        long got = ToNowhere.counted();
        report.oracle().add(expected, Math.max(0, expected - got), Math.max(0, got - expected), 0);
        return result;
    }

    private void state(ChargerDrain drain, String bootstrap) throws Exception {
        EmbeddedFlink flink =
                new EmbeddedFlink(
                        new FlinkSettings(
                                data,
                                ports.flinkRest(),
                                ports.flinkMetrics(),
                                options.parallelism()));
        long wanted = (long) (plan.readings() / plan.ports() + 1) * plan.ports();
        Drain.countFrom(Long.MAX_VALUE);
        flink.start();
        try {
            flink.submit(EbikeJob.NAME, drain::endless);
            long deadline = System.nanoTime() + WITHIN.toNanos();
            while (Drain.seen() < wanted) {
                await(deadline, "the e-bike job does not read " + bootstrap);
            }
            JobCheckpoints checkpoints = new JobCheckpoints(flink);
            checkpoints.await(2, deadline); // the one that runs now may have begun before
            long bytes = checkpoints.bytes();
            report.metric("state.perPort", "byte", (double) bytes / plan.ports());
        } finally {
            flink.stop();
        }
    }

    private static void await(long deadline, String why) throws InterruptedException {
        if (System.nanoTime() > deadline) {
            throw new IllegalStateException(why);
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MS);
    }

    private static void say(String format, Object... arguments) {
        System.out.printf(format + "%n", arguments);
    }
}
