package org.citywall.launcher.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.citywall.contracts.Json;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.Topics;
import org.citywall.contracts.ticket.TicketEvent;
import org.citywall.gateway.kafka.TopicSetup;
import org.citywall.launcher.embedded.EmbeddedFlink;
import org.citywall.launcher.embedded.EmbeddedKafka;
import org.citywall.launcher.embedded.FlinkSettings;
import org.citywall.launcher.embedded.JobState;
import org.citywall.launcher.embedded.Ports;
import org.citywall.stream.job.TicketJob;

/**
 * What very many open tickets cost: an event with few and with a million of them, their checkpoints
 * while events and timers come, how long a restart takes, and whether each timer fires once and in
 * time, also those that were due while the job was down.
 */
public final class TicketsBench {
    /**
     * What is measured.
     *
     * @param rounds of the cost of an event
     * @param sizes open tickets, rising; checkpoints, restart and timers are measured with the last
     * @param events that are counted for the cost of an event
     * @param timers that fire in the measured time, half of them over the restart
     * @param backend {@code rocksdb} or {@code hashmap}
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Plan(int rounds, int[] sizes, int events, int timers, String backend) {
        /** 10,000, 100,000 and a million open tickets. */
        public static Plan standard(int rounds, String backend) {
            return new Plan(
                    rounds, new int[] {10_000, 100_000, 1_000_000}, 200_000, 40_000, backend);
        }
    }

    private static final Duration WITHIN = Duration.ofMinutes(15);
    private static final Duration WINDOW = Duration.ofSeconds(20);
    private static final long TICK_MS = 250;
    private static final int PER_TICK = 125;
    private static final String TICKER = "bench";

    /** Events of each ticket before those that are counted. */
    private static final long FILL = 3;

    private static final String HOURS_LEFT = "youyilu-general";
    private static final String HALF_AN_HOUR = "longhua";

    private final Plan plan;
    private final Path data;
    private final Ports ports;
    private final String bootstrap;
    private final BenchReport report = new BenchReport("tickets");
    private final TicketDrain drain;
    private final Clock clock = Clock.systemUTC();

    private TicketsBench(Plan plan, Path data, Ports ports, String bootstrap) {
        this.plan = plan;
        this.data = data;
        this.ports = ports;
        this.bootstrap = bootstrap;
        this.drain = new TicketDrain(bootstrap, data, plan.backend());
    }

    /** Starts a Kafka of its own and measures. */
    public static BenchReport run(Plan plan, int portOffset) throws Exception {
        Path data = Files.createTempDirectory("citywall-tickets");
        Ports ports = Ports.offset(portOffset);
        EmbeddedKafka kafka = new EmbeddedKafka(data, ports.kafka());
        kafka.start();
        try {
            TopicSetup.ensure(kafka.bootstrapServers(), TopicSetup.Options.defaults());
            return new TicketsBench(plan, data, ports, kafka.bootstrapServers()).measure();
        } finally {
            kafka.stop();
            StartupBench.delete(data);
        }
    }

    private BenchReport measure() throws Exception {
        try (LogFeed feed = new LogFeed(bootstrap, Topics.TICKET_EVENTS)) {
            feed.keepOurTimes();
            warmUp(feed);
            for (int size : plan.sizes()) {
                cost(feed, size);
            }
            keep(feed, plan.sizes()[plan.sizes().length - 1]);
        }
        return report;
    }

    /** A fresh JVM would spend the small sizes on compiling the job. */
    private void warmUp(LogFeed feed) throws Exception {
        int size = plan.sizes()[0];
        backlog(feed, size);
        for (int i = 0; i < 3; i++) {
            drain.consumeParse(FILL * size);
            drain.job(FILL * size, FILL * size + plan.events());
        }
    }

    private void backlog(LogFeed feed, int size) throws Exception {
        feed.empty();
        TicketLoad load = new TicketLoad(clock.instant().minus(Duration.ofHours(1)));
        fill(feed, load, 0, size);
        // The first word from a department keeps a promise, which costs more than the next: with
        // few tickets it would be rare among what is counted, with a million it would be all.
        for (int ticket = 0; ticket < size; ticket++) {
            send(feed, load.progress(ticket, -1, load.begin()), load.begin());
        }
        Instant at = load.begin().plus(Duration.ofMinutes(10));
        for (int n = 0; n < plan.events(); n++) {
            // Far from each other: neighbours in time are no neighbours in memory.
            int ticket = (int) ((long) n * 7_919 % size);
            send(feed, load.progress(ticket, n, at), at);
        }
        feed.flush();
    }

    private static void fill(LogFeed feed, TicketLoad load, int from, int to) {
        for (int ticket = from; ticket < to; ticket++) {
            send(feed, load.created(ticket, HOURS_LEFT, load.begin()), load.begin());
            send(feed, load.dispatched(ticket, load.begin()), load.begin());
        }
        feed.flush();
    }

    private static void send(LogFeed feed, TicketEvent event, Instant at) {
        feed.send(
                EventTypes.TICKET_EVENT,
                TICKER,
                event.id(),
                at.toEpochMilli(),
                event.caseId(),
                Json.bytes(event));
    }

    /** CPU and pace of an event while so many tickets are open. */
    private void cost(LogFeed feed, int size) throws Exception {
        say("%d open tickets", size);
        backlog(feed, size);
        for (int round = 0; round < plan.rounds(); round++) {
            Drain.Result parsed = drain.consumeParse(FILL * size);
            Drain.Result job = drain.job(FILL * size, FILL * size + plan.events());
            report.metric("open%d.cpu".formatted(size), "us", job.cpuMicros());
            report.metric("open%d.rate".formatted(size), "1/s", job.perSecond());
            if (size == plan.sizes()[0]) {
                report.ratio("consumeParse", job.perSecond() / parsed.perSecond());
            }
            report.endRound();
            say("read and parsed %.0f/s, judged %.0f/s", parsed.perSecond(), job.perSecond());
        }
    }

    /** Checkpoints, timers and a restart with all of them open. */
    private void keep(LogFeed feed, int size) throws Exception {
        feed.empty();
        TicketTimers.reset();
        TicketLoad load = new TicketLoad(clock.instant().minus(Duration.ofHours(1)));
        fill(feed, load, plan.timers(), size);
        Drain.countFrom(Long.MAX_VALUE);
        EmbeddedFlink flink = flink();
        flink.start();
        try (Ticking ticking = new Ticking(feed, load, plan.timers(), size)) {
            flink.submit(TicketJob.NAME, drain::endless);
            long wanted = 2L * (size - plan.timers());
            awaitSeen(wanted);
            new JobCheckpoints(flink).await(1, System.nanoTime() + WITHIN.toNanos());
            say("all of them are open; timers, events and checkpoints now");
            timers(feed, load, 0, plan.timers() / 2, Duration.ofSeconds(5));
            ticking.start();
            new JobCheckpoints(flink).await(5, System.nanoTime() + WITHIN.toNanos());
            awaitTold(plan.timers() / 2);
            checkpoints(flink, size);
            TicketTimers.report(report, "timer.late");
            // The rest falls due while nobody listens, and while the job comes back.
            timers(feed, load, plan.timers() / 2, plan.timers(), Duration.ofSeconds(5));
            new JobCheckpoints(flink).await(2, System.nanoTime() + WITHIN.toNanos());
            flink.stop();
            restart();
            awaitTold(plan.timers());
        } finally {
            flink.stop();
        }
    }

    private EmbeddedFlink flink() {
        return new EmbeddedFlink(
                new FlinkSettings(
                        data,
                        ports.flinkRest(),
                        ports.flinkMetrics(),
                        drain.options().parallelism()));
    }

    /** From the submission until all tasks run with their state. */
    private void restart() throws Exception {
        EmbeddedFlink again = flink();
        again.start();
        try {
            long begun = System.nanoTime();
            again.submit(TicketJob.NAME, drain::endless);
            long deadline = begun + WITHIN.toNanos();
            while (again.state(TicketJob.NAME) != JobState.RUNNING) {
                check(deadline, "the job does not come back");
                TimeUnit.MILLISECONDS.sleep(20);
            }
            report.metric("restore", "s", (System.nanoTime() - begun) / 1e9);
            awaitTold(plan.timers());
            report.metric("repeated", "", (double) TicketTimers.repeated());
            long expected = TicketTimers.expected();
            report.oracle()
                    .add(
                            expected,
                            expected - TicketTimers.told(),
                            TicketTimers.doubled(),
                            TicketTimers.early());
        } finally {
            again.stop();
        }
    }

    /** Cases whose warnings are due one after the other within the window. */
    private void timers(LogFeed feed, TicketLoad load, int from, int to, Duration after) {
        Instant first = clock.instant().plus(after);
        for (int ticket = from; ticket < to; ticket++) {
            Instant due = first.plusMillis(WINDOW.toMillis() * (ticket - from) / (to - from));
            Instant dispatched = TicketLoad.dispatchedFor(due);
            TicketTimers.expect(TicketLoad.caseId(ticket), due.toEpochMilli());
            Instant now = clock.instant();
            send(feed, load.created(ticket, HALF_AN_HOUR, dispatched), now);
            send(feed, load.dispatched(ticket, dispatched), now);
        }
        feed.flush();
    }

    private static void awaitSeen(long wanted) throws InterruptedException {
        long deadline = System.nanoTime() + WITHIN.toNanos();
        while (Drain.seen() < wanted) {
            check(deadline, "the job has read %d of %d".formatted(Drain.seen(), wanted));
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private static void awaitTold(long wanted) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        while (TicketTimers.told() < wanted && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        if (TicketTimers.told() < wanted) {
            say("only %d of %d timers were told", TicketTimers.told(), wanted);
        }
    }

    private void checkpoints(EmbeddedFlink flink, int size) throws Exception {
        JsonNode all = new JobCheckpoints(flink).statistics();
        boolean isFirst = true;
        for (JsonNode each : all.path("history")) { // the newest first
            if (each.path("status").asText().equals("COMPLETED") && isRecent(each)) {
                double seconds = each.path("end_to_end_duration").asLong() / 1e3;
                report.metric("checkpoint", "s", seconds);
                if (isFirst) {
                    report.metric(
                            "state.perTicket", "byte", each.path("state_size").asDouble() / size);
                    isFirst = false;
                }
            }
        }
        report.metric("checkpoint.failed", "", all.path("counts").path("failed").asDouble());
    }

    /** Those of the measured time: with timers and events, not while the log was read. */
    private boolean isRecent(JsonNode checkpoint) {
        long since = clock.millis() - WINDOW.plusSeconds(20).toMillis();
        return checkpoint.path("trigger_timestamp").asLong() > since;
    }

    private static void check(long deadline, String why) {
        if (System.nanoTime() > deadline) {
            throw new IllegalStateException(why);
        }
    }

    private static void say(String format, Object... arguments) {
        System.out.printf(format + "%n", arguments);
    }

    /** Time on the log, as gateways write it, and events of open tickets beside it. */
    private final class Ticking implements AutoCloseable {
        private final LogFeed feed;
        private final TicketLoad load;
        private final int first;
        private final int size;
        private final AtomicBoolean running = new AtomicBoolean();
        private Thread thread;

        Ticking(LogFeed feed, TicketLoad load, int first, int size) {
            this.feed = feed;
            this.load = load;
            this.first = first;
            this.size = size;
        }

        void start() {
            running.set(true);
            thread = new Thread(this::tick, "bench-ticks");
            thread.setDaemon(true);
            thread.start();
        }

        private void tick() {
            long n = 0;
            while (running.get()) {
                Instant now = clock.instant();
                for (int i = 0; i < PER_TICK; i++) {
                    int ticket = first + (int) (n * 7_919 % (size - first));
                    send(feed, load.progress(ticket, (int) n, now), now);
                    n++;
                }
                for (int partition = 0; partition < Topics.ALARM_PARTITIONS; partition++) {
                    feed.send(EventTypes.TICK, TICKER, "t-" + n, now.toEpochMilli(), partition);
                }
                feed.flush();
                try {
                    TimeUnit.MILLISECONDS.sleep(TICK_MS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }

        @Override
        public void close() {
            running.set(false);
            try {
                if (thread != null) {
                    thread.join();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
