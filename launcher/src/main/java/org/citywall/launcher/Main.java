package org.citywall.launcher;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.citywall.contracts.Json;
import org.citywall.launcher.bench.AggregationBench;
import org.citywall.launcher.bench.BenchReport;
import org.citywall.launcher.bench.ChargerRulesBench;
import org.citywall.launcher.bench.ChargersBench;
import org.citywall.launcher.bench.DetectionsBench;
import org.citywall.launcher.bench.IngestBench;
import org.citywall.launcher.bench.LatencyBench;
import org.citywall.launcher.bench.NotifyBench;
import org.citywall.launcher.bench.NotifyKillBench;
import org.citywall.launcher.bench.PanelsBench;
import org.citywall.launcher.bench.SlopesBench;
import org.citywall.launcher.bench.StartupBench;
import org.citywall.launcher.bench.TicketsBench;
import org.citywall.launcher.client.ApiClient;
import org.citywall.launcher.embedded.EmbeddedException;
import org.citywall.launcher.embedded.Ports;
import org.citywall.launcher.replay.ChargerReplay;
import org.citywall.launcher.replay.Replay;
import org.citywall.launcher.replay.SlopeReplay;
import org.citywall.launcher.replay.TicketReplay;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The launcher's command line; {@code ./citywall} is its only caller. */
@Command(
        name = "citywall",
        mixinStandardHelpOptions = true,
        subcommands = {Main.Up.class, Main.Dev.class, Main.Bench.class, Main.Replaying.class})
public final class Main {
    private Main() {}

    /** What a shell gives a program that SIGINT ended. */
    private static final int CUT_SHORT = 130;

    public static void main(String[] args) {
        int code =
                new CommandLine(new Main())
                        .setExecutionExceptionHandler(
                                (failure, command, parsed) -> {
                                    Console.failed(failure);
                                    return 1;
                                })
                        .execute(args);
        // Not System.exit: nothing of what is embedded may hold up the end.
        Runtime.getRuntime().halt(code);
    }

    /** Options that {@code up} and {@code dev} share. */
    static class UpOptions {
        @Option(names = "--empty", description = "no simulated devices")
        private boolean empty;

        @Option(names = "--data", paramLabel = "DIR", description = "directory of all state")
        private Path data = Path.of("data");

        @Option(names = "--scale", paramLabel = "N", description = "multiplies the demo district")
        private int scale = 1;

        @Option(names = "--port-offset", paramLabel = "N", description = "added to every port")
        private int portOffset;

        CitywallOptions toOptions() {
            return new CitywallOptions(data, portOffset, scale, !empty, System.getenv());
        }
    }

    @Command(name = "up", description = "start everything embedded")
    static final class Up implements Callable<Integer> {
        @CommandLine.Mixin private UpOptions options = new UpOptions();

        @Option(names = "--until-ready", description = "stop as soon as all is ready")
        private boolean untilReady;

        @Override
        public Integer call() throws InterruptedException {
            if (!untilReady) {
                return runUntilStopped(options.toOptions(), false);
            }
            Citywall city = new Citywall(options.toOptions());
            stopOnSignal(city, CUT_SHORT);
            city.start();
            Console.readyLine(city, city.ports().web());
            city.stop();
            return 0;
        }
    }

    @Command(name = "dev", description = "as up, with the web served by Vite with hot reload")
    static final class Dev implements Callable<Integer> {
        @CommandLine.Mixin private UpOptions options = new UpOptions();

        @Override
        public Integer call() throws InterruptedException {
            return runUntilStopped(options.toOptions(), true);
        }
    }

    /** Ctrl-C, SIGTERM: the JVM runs this hook; halting in it makes the exit code ours. */
    private static void stopOnSignal(Citywall city, int exitCode) {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    city.stop();
                                    Runtime.getRuntime().halt(exitCode);
                                },
                                "stop"));
    }

    private static int runUntilStopped(CitywallOptions options, boolean vite)
            throws InterruptedException {
        Citywall city = new Citywall(options);
        stopOnSignal(city, 0);
        Ports ports = city.ports();
        if (vite) {
            ports.requireFreeForVite();
        }
        city.start();
        if (vite) {
            city.serveSources();
        }
        Console.ready(city, vite ? ports.vite() : ports.web());
        new CountDownLatch(1).await();
        return 0;
    }

    @Command(name = "replay", description = "feed a recording through the ingest of a running city")
    static final class Replaying implements Callable<Integer> {
        @Parameters(paramLabel = "FILE", description = "CSV, JSON or hex of $$dp, also .gz")
        private Path file;

        @Option(
                names = "--as",
                required = true,
                paramLabel = "DOMAIN",
                description = "slope, chargers, tickets")
        private String domain;

        @Option(names = "--map", paramLabel = "MAP.json", description = "columns of a CSV")
        private Path map;

        @Option(names = "--speed", paramLabel = "X", description = "times as fast as it happened")
        private double speed;

        @Option(names = "--data", paramLabel = "DIR", description = "directory of the city's state")
        private Path data = Path.of("data");

        @Option(names = "--port-offset", paramLabel = "N", description = "that of the city")
        private int portOffset;

        @Override
        public Integer call() throws Exception {
            Secrets secrets = new Secrets(data.toAbsolutePath(), System.getenv());
            if (secrets.wallToken() == null) {
                throw new EmbeddedException("No Citywall has been started in " + data + ".");
            }
            ApiClient gateway =
                    new ApiClient(Ports.offset(portOffset).web()).withToken(secrets.deviceToken());
            Replay replay = replay(gateway, secrets);
            boolean whole = replay.send(file, map);
            boolean evaluated = replay.awaitEvaluated();
            return whole && evaluated ? 0 : 1;
        }

        private Replay replay(ApiClient gateway, Secrets secrets) {
            String wallToken = secrets.wallToken();
            String source = "urn:citywall:replay:" + UUID.randomUUID();
            return switch (domain) {
                case "slope" -> new SlopeReplay(gateway, wallToken, source, speed);
                case "chargers" -> new ChargerReplay(gateway, wallToken, source, speed);
                case "tickets" ->
                        new TicketReplay(
                                gateway,
                                wallToken,
                                secrets.launcherAccount(gateway),
                                source,
                                speed);
                default ->
                        throw new IllegalArgumentException(
                                "nothing can be replayed as "
                                        + domain
                                        + "; there are: slope, chargers, tickets");
            };
        }
    }

    @Command(name = "bench", description = "measure, as ratios to limits of the same run")
    static final class Bench implements Callable<Integer> {
        @Parameters(
                paramLabel = "NAME",
                description =
                        "startup, latency, ingest, panels, slopes, chargers, charger-rules, tickets,"
                                + " tickets-rocksdb, detections, aggregation, notify or"
                                + " notify-kill")
        private String name;

        @Option(names = "--json", paramLabel = "FILE", description = "write the figures here")
        private Path json;

        @Option(names = "--port-offset", paramLabel = "N", description = "added to every port")
        private int portOffset = 1000;

        @Option(
                names = "--rounds",
                paramLabel = "N",
                description =
                        "of startup, slopes, chargers, tickets, detections, aggregation, notify,"
                                + " notify-kill")
        private int rounds = 3;

        @Override
        public Integer call() throws Exception {
            BenchReport report =
                    switch (name) {
                        case "startup" -> new StartupBench(rounds, portOffset).run();
                        case "latency" ->
                                inFreshCity(
                                        options -> options.withDevices(false),
                                        city ->
                                                LatencyBench.run(
                                                        city, LatencyBench.Plan.standard()));
                        case "ingest" ->
                                inFreshCity(
                                        IngestBench::options,
                                        city -> IngestBench.run(city, IngestBench.Plan.standard()));
                        case "panels" ->
                                inFreshCity(
                                        IngestBench::options,
                                        city -> PanelsBench.run(city, PanelsBench.Plan.standard()));
                        case "slopes" ->
                                inFreshCity(
                                        options -> options,
                                        city ->
                                                SlopesBench.run(
                                                        city, SlopesBench.Plan.standard(rounds)));
                        case "chargers" ->
                                ChargersBench.run(ChargersBench.Plan.standard(rounds), portOffset);
                        case "tickets" ->
                                TicketsBench.run(
                                        TicketsBench.Plan.standard(rounds, "hashmap"), portOffset);
                        case "tickets-rocksdb" ->
                                TicketsBench.run(
                                        TicketsBench.Plan.standard(rounds, "rocksdb"), portOffset);
                        case "detections" ->
                                DetectionsBench.run(
                                        DetectionsBench.Plan.standard(rounds), portOffset);
                        case "aggregation" ->
                                inFreshCity(
                                        options -> options.withDevices(false),
                                        city ->
                                                AggregationBench.run(
                                                        city,
                                                        AggregationBench.Plan.standard(rounds)));
                        case "notify" ->
                                NotifyBench.run(NotifyBench.Plan.standard(rounds), portOffset);
                        case "notify-kill" -> NotifyKillBench.run(rounds, 2, portOffset);
                        case "charger-rules" -> ChargerRulesBench.run(System.out);
                        default ->
                                throw new IllegalArgumentException(
                                        "no bench is called "
                                                + name
                                                + "; there are: startup, latency, ingest, panels,"
                                                + " slopes, chargers, charger-rules, tickets,"
                                                + " tickets-rocksdb, detections, aggregation,"
                                                + " notify, notify-kill");
                    };
            report.print(System.out);
            if (json != null) {
                Files.writeString(
                        json,
                        Json.mapper()
                                        .writerWithDefaultPrettyPrinter()
                                        .writeValueAsString(report.toJson())
                                + "\n",
                        StandardCharsets.UTF_8);
            }
            return report.oracle().isClean() ? 0 : 1;
        }

        private BenchReport inFreshCity(UnaryOperator<CitywallOptions> options, BenchOfCity bench)
                throws Exception {
            Path data = Files.createTempDirectory("citywall-" + name);
            CitywallOptions base = CitywallOptions.in(data).withPortOffset(portOffset);
            Citywall city = new Citywall(options.apply(base));
            stopOnSignal(city, CUT_SHORT);
            try {
                return bench.run(city);
            } finally {
                city.stop();
                StartupBench.delete(data);
            }
        }

        /** A bench that starts its city itself. */
        private interface BenchOfCity {
            BenchReport run(Citywall city) throws Exception;
        }
    }
}
