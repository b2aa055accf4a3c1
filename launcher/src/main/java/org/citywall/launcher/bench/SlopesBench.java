package org.citywall.launcher.bench;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.citywall.launcher.Citywall;
import org.citywall.stream.config.StreamOptions;

/**
 * 10,000 instruments of slopes beside a whole city with its demo district: how long their readings
 * take from the log to the end of their evaluation, and how fast the slope job is beside a job that
 * does nothing with the same readings.
 *
 * <p>Readings are written to Kafka as a gateway would; what a gateway does before that is left out.
 * In the middle of each round a new hour begins for all instruments at once, so every one of them
 * is evaluated anew within ten seconds.
 */
public final class SlopesBench {
    /** What is measured. */
    public record Plan(
            int rounds,
            int instruments,
            int readingsPerSecond,
            int warmUpSeconds,
            int roundSeconds,
            int historyHours,
            int backlogCycles) {
        /**
         * The project's aim: 10,000 instruments, a reading per 10 s each, three days of history.
         */
        public static Plan standard(int rounds) {
            return new Plan(rounds, 10_000, 1_000, 20, 60, 72, 30);
        }

        Duration cycle() {
            return Duration.ofMillis(1_000L * instruments / readingsPerSecond);
        }

        long historyReadings() {
            return (long) historyHours * instruments;
        }
    }

    private static final int AIM_MS = 200;
    private static final long LOOK_AGAIN_MS = 3_000;
    private static final Duration CAUGHT_UP_WITHIN = Duration.ofMinutes(5);
    private static final Duration SHOWN_WITHIN = Duration.ofSeconds(90);
    private static final double MIB = 1024.0;

    private final Citywall city;
    private final Plan plan;
    private final BenchReport report = new BenchReport("slopes");
    private final SlopeFigures figures;
    private final Clock clock = Clock.systemUTC();

    private SlopesBench(Citywall city, Plan plan) {
        this.city = city;
        this.plan = plan;
        this.figures = new SlopeFigures(city);
    }

    /** Starts the city, with its simulated devices, and measures. */
    public static BenchReport run(Citywall city, Plan plan) throws Exception {
        city.start();
        return new SlopesBench(city, plan).measure();
    }

    private BenchReport measure() throws Exception {
        Instant hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
        int before = plan.warmUpSeconds() + plan.roundSeconds() / 2;
        Instant live = hour.minus(Duration.ofHours(plan.rounds())).minusSeconds(before);
        Instant first = live.minus(Duration.ofHours(plan.historyHours()));
        SlopeFleet fleet = new SlopeFleet(plan.instruments(), first);
        try (SlopeFeed feed = new SlopeFeed(city.kafkaBootstrapServers(), fleet, clock)) {
            say(
                    "history: %d readings of %d instruments",
                    plan.historyReadings(), plan.instruments());
            feed.flood(first, Duration.ofHours(1), plan.historyHours());
            awaitEvaluated(plan.historyReadings());
            awaitRecorded();
            // What the history has left behind is not the load that is measured.
            System.gc();
            feed.atRate(
                    live,
                    plan.readingsPerSecond(),
                    plan.warmUpSeconds(),
                    new Latencies(),
                    () -> {});
            for (int round = 0; round < plan.rounds(); round++) {
                Instant from = live.plus(Duration.ofHours(round)).plusSeconds(plan.warmUpSeconds());
                live(feed, from);
            }
            Instant last = live.plus(Duration.ofHours(plan.rounds() - 1L)).plusSeconds(2L * before);
            Instant end = feed.flood(last, plan.cycle(), plan.backlogCycles());
            audit(fleet, end.minus(plan.cycle()));
        }
        report.metric("state.perInstrument", "byte", stateBytes());
        report.metric("memory.rss", "MiB", Memory.residentKib(ProcessHandle.current()) / MIB);
        for (int round = 0; round < plan.rounds(); round++) {
            drain();
            report.endRound();
        }
        return report;
    }

    private static void say(String format, Object... arguments) {
        System.out.printf(format + "%n", arguments);
    }

    /** Those of the demo district count too, so this may be a little early. */
    private void awaitEvaluated(long readings) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + CAUGHT_UP_WITHIN.toNanos();
        while (figures.counts().evaluated() < readings) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the slope job does not catch up");
            }
            Thread.sleep(LOOK_AGAIN_MS);
        }
    }

    /** Writing three days of hours into PostgreSQL at once is not the load that is measured. */
    private void awaitRecorded() throws Exception {
        long deadline = System.nanoTime() + CAUGHT_UP_WITHIN.toNanos();
        while (SlopeAudit.unrecordedHours(city.kafkaBootstrapServers()) > 0) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the long record does not catch up");
            }
            Thread.sleep(LOOK_AGAIN_MS);
        }
        say("history evaluated and recorded");
    }

    private void live(SlopeFeed feed, Instant from) throws IOException, InterruptedException {
        Latencies acks = new Latencies();
        Latencies hops = new Latencies();
        SlopeFigures.Counts before = figures.counts();
        try (BareKafkaHop hop = new BareKafkaHop(city.kafkaBootstrapServers(), hops)) {
            feed.atRate(from, plan.readingsPerSecond(), plan.roundSeconds(), acks, hop::send);
            TimeUnit.SECONDS.sleep(1);
        }
        SlopeFigures.Counts counts = figures.counts().since(before);
        report.metric("evaluation.p50", "ms", counts.percentile(50));
        report.metric("evaluation.p95", "ms", counts.percentile(95));
        report.metric("evaluation.p99", "ms", counts.percentile(99));
        report.metric("evaluation.within200ms", "%", counts.percentWithin(AIM_MS));
        report.metric("evaluated", "1/s", (double) counts.evaluated() / plan.roundSeconds());
        report.metric("pages", "1/s", (double) counts.shown() / plan.roundSeconds());
        report.metric("job.cpu.perReading", "us", counts.cpuMicros() / counts.evaluated());
        acks.report(report, "kafka.ack");
        hops.report(report, "bare.kafka.hop");
        say(
                "%d readings evaluated, p99 %.0f ms, %.2f %% within %d ms",
                counts.evaluated(), counts.percentile(99), counts.percentWithin(AIM_MS), AIM_MS);
    }

    /** Every reading of the log must be evaluated, and the last of every instrument be shown. */
    private void audit(SlopeFleet fleet, Instant newest) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + CAUGHT_UP_WITHIN.toNanos();
        long logged = SlopeAudit.readings(city.kafkaBootstrapServers());
        long evaluated = figures.counts().evaluated();
        while (evaluated != logged && System.nanoTime() < deadline) {
            Thread.sleep(LOOK_AGAIN_MS);
            // The demo district goes on, so both are asked until they meet.
            if (figures.counts().evaluated() >= logged) {
                logged = SlopeAudit.readings(city.kafkaBootstrapServers());
            }
            evaluated = figures.counts().evaluated();
        }
        long lost = Math.max(0, logged - evaluated);
        report.oracle().add(logged, lost, Math.max(0, evaluated - logged), 0);
        deadline = System.nanoTime() + SHOWN_WITHIN.toNanos();
        int behind = SlopeAudit.behind(city.redisUri(), fleet, newest);
        while (behind > 0 && System.nanoTime() < deadline) {
            Thread.sleep(LOOK_AGAIN_MS);
            behind = SlopeAudit.behind(city.redisUri(), fleet, newest);
        }
        report.metric("pages.withoutLastReading", "1", behind);
        say("%d readings on the log, %d evaluated, %d not shown", logged, evaluated, behind);
    }

    private double stateBytes() throws IOException, InterruptedException {
        return (double) figures.checkpointBytes() / plan.instruments();
    }

    private void drain() throws Exception {
        SlopeDrain drain = new SlopeDrain(StreamOptions.defaults(), city.kafkaBootstrapServers());
        long from = plan.historyReadings();
        Drain.Result nothing = drain.passThrough(from);
        Drain.Result slope = drain.slopeJob(from);
        report.metric("passThrough.rate", "1/s", nothing.perSecond());
        report.metric("passThrough.cpu", "us", nothing.cpuMicros());
        report.metric("slope.rate", "1/s", slope.perSecond());
        report.metric("slope.cpu", "us", slope.cpuMicros());
        report.ratio("passThrough", slope.perSecond() / nothing.perSecond());
        say("drained: pass-through %.0f/s, slope %.0f/s", nothing.perSecond(), slope.perSecond());
    }
}
