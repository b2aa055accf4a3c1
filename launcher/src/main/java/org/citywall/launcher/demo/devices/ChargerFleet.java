package org.citywall.launcher.demo.devices;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.citywall.contracts.Json;
import org.citywall.contracts.ebike.CameraEvent;
import org.citywall.contracts.names.EventTypes;
import org.citywall.launcher.demo.ChargingSite;
import org.citywall.launcher.demo.devices.charging.Climate;
import org.citywall.launcher.demo.devices.charging.Danger;
import org.citywall.launcher.demo.devices.charging.DangerPlan;
import org.citywall.launcher.demo.devices.charging.PortSample;
import org.citywall.launcher.demo.devices.charging.SiteModel;
import org.citywall.launcher.demo.plan.Dice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The simulated chargers of the district on real sockets: most speak {@code 5A A5} over TCP, some
 * MQTT or HTTP. They begin in the middle of a day: what happened in the hours before is simulated
 * before they connect. Now and then something goes wrong, and now and then an e-bike is taken into
 * a lift.
 */
public final class ChargerFleet implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChargerFleet.class);
    private static final long TICK_MS = 1_000;
    private static final int STEP_S = 10;
    private static final int REPORT_S = 30;
    private static final Duration BEFORE = Duration.ofHours(14);
    private static final Duration CHUNK = Duration.ofMinutes(5);
    private static final double LIMIT_W_PER_PORT = 250;
    private static final int SITES_OF_THE_PLAN = 24;
    private static final Duration LIFT_MEAN = Duration.ofHours(2);

    private final Clock clock;
    private final HttpLink http;
    private final List<Shed> sheds = new ArrayList<>();
    private final List<ChargingSite.Camera> cameras;
    private final DangerPlan plan;
    private final Dice dice;
    private Instant nextRide;
    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(
                    1,
                    task -> {
                        Thread made = new Thread(task, "demo-chargers");
                        made.setDaemon(true);
                        return made;
                    });

    /** A site and the roads of its chargers. */
    private record Shed(SiteModel site, Map<String, ChargerRoad> roads) {}

    /**
     * A fleet that is not connected yet.
     *
     * @param port of the gateway on loopback for {@code 5A A5}
     * @param often everything goes wrong so many times as often; 0: nothing does
     */
    public ChargerFleet(
            FleetOptions options,
            int port,
            List<ChargingSite> sites,
            List<ChargingSite.Camera> cameras,
            double often,
            long seed,
            Clock clock) {
        this.clock = clock;
        this.cameras = cameras;
        this.http = new HttpLink(options);
        this.dice = Dice.of(seed, "chargers");
        // Stopped in the middle of it all, what is left is nobody's concern.
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        Instant begin = clock.instant().minus(BEFORE);
        double busy = often * sites.size() / SITES_OF_THE_PLAN;
        plan =
                new DangerPlan(
                        often > 0 ? DangerPlan.calm() : Map.of(),
                        busy,
                        seed,
                        begin.plus(BEFORE.dividedBy(2)).toEpochMilli());
        nextRide = often > 0 ? clock.instant().plus(untilNextRide(busy)) : Instant.MAX;
        InetSocketAddress centre = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        for (ChargingSite site : sites) {
            sheds.add(shed(site, centre, options, seed, begin));
        }
    }

    private Shed shed(
            ChargingSite site,
            InetSocketAddress centre,
            FleetOptions options,
            long seed,
            Instant begin) {
        List<String> ids = site.chargers().stream().map(ChargingSite.Charger::id).toList();
        SiteModel model =
                new SiteModel(
                        new SiteModel.Plan(
                                site.id(),
                                ids,
                                ChargingSite.PORTS,
                                Climate.autumn(seed),
                                STEP_S,
                                REPORT_S,
                                LIMIT_W_PER_PORT * ChargingSite.PORTS * ids.size()),
                        seed,
                        begin.toEpochMilli());
        Map<String, ChargerRoad> roads = new LinkedHashMap<>();
        for (ChargingSite.Charger one : site.chargers()) {
            int n = sheds.stream().mapToInt(shed -> shed.roads().size()).sum() + roads.size();
            Charger charger = new Charger(one, model, clock);
            ChargerManners manners = ChargerManners.ofCharger(n);
            roads.put(
                    one.id(),
                    switch (one.road()) {
                        case TCP -> new ChargerLink(centre, charger, manners, thread);
                        case MQTT ->
                                new JsonCharger(
                                        charger,
                                        manners,
                                        new MqttLink(options, one.id()),
                                        http,
                                        thread);
                        case HTTP -> new JsonCharger(charger, manners, null, http, thread);
                    });
        }
        return new Shed(model, roads);
    }

    private Duration untilNextRide(double often) {
        return Duration.ofMillis((long) dice.exponential(LIFT_MEAN.toMillis() / often));
    }

    /** Lives through the hours before, connects, and begins to speak; does not wait. */
    public void start() {
        thread.execute(this::catchUp);
    }

    private void catchUp() {
        Instant at = clock.instant().minus(BEFORE);
        while (at.isBefore(clock.instant()) && !thread.isShutdown()) {
            at = at.plus(CHUNK);
            long until = Math.min(at.toEpochMilli(), clock.millis());
            dangers(until);
            sheds.forEach(shed -> shed.site().until(until, sample -> {}));
        }
        sheds.forEach(shed -> shed.roads().values().forEach(ChargerRoad::open));
        var unused = thread.scheduleWithFixedDelay(this::tick, 0, TICK_MS, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        try {
            dangers(clock.millis());
            sheds.forEach(this::live);
            rides(clock.instant());
        } catch (RuntimeException e) {
            // A throwing task would silently never be scheduled again.
            LOG.error("the chargers failed once", e);
        }
    }

    private void dangers(long nowMs) {
        for (Danger danger : plan.until(nowMs)) {
            var unused = dice.oneOf(sheds).site().begin(danger);
        }
    }

    private void live(Shed shed) {
        Map<String, List<PortSample>> said = new LinkedHashMap<>();
        shed.site()
                .until(
                        clock.millis(),
                        one ->
                                said.computeIfAbsent(one.stationId(), id -> new ArrayList<>())
                                        .add(one));
        boolean powered = !shed.site().isDark();
        shed.roads().values().forEach(road -> road.power(powered));
        said.forEach((id, samples) -> shed.roads().get(id).tell(new SaidSamples(id, samples)));
    }

    private void rides(Instant now) {
        if (now.isBefore(nextRide) || cameras.isEmpty()) {
            return;
        }
        nextRide = now.plus(untilNextRide(1));
        ArrayNode batch = Json.mapper().createArrayNode();
        ChargingSite.Camera camera = dice.oneOf(cameras);
        batch.addObject()
                .put("specversion", "1.0")
                .put("type", EventTypes.CAMERA_EVENT)
                .put("source", "urn:citywall:demo:cameras")
                .put("id", camera.id() + "/" + now.toEpochMilli())
                .putObject("data")
                .put("cameraId", camera.id())
                .put("kind", CameraEvent.EBIKE_IN_LIFT)
                .put("confidence", Math.rint(100 * dice.between(0.75, 0.98)) / 100)
                .put("deviceTime", now.toString());
        var unused =
                http.sendBatch(Json.bytes(batch))
                        .exceptionally(
                                failure -> {
                                    LOG.warn("{} given up: {}", camera.id(), failure.toString());
                                    return null;
                                });
    }

    /** Chargers that are connected now. */
    public int connectedCount() {
        return (int)
                sheds.stream()
                        .flatMap(shed -> shed.roads().values().stream())
                        .filter(ChargerRoad::isConnected)
                        .count();
    }

    /** What the gateway has answered or confirmed so far. */
    public long confirmedCount() {
        return sheds.stream()
                .flatMap(shed -> shed.roads().values().stream())
                .mapToLong(ChargerRoad::confirmedCount)
                .sum();
    }

    /** Closes all connections. */
    @Override
    public void close() {
        sheds.forEach(shed -> shed.roads().values().forEach(ChargerRoad::close));
        thread.shutdown();
        http.close();
    }
}
