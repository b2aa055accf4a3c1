package org.citywall.gateway.downlink;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.citywall.contracts.device.DeviceCommand;
import org.citywall.contracts.names.MetricNames;
import org.citywall.gateway.registry.Device;
import org.citywall.gateway.registry.RegistrySnapshot;
import org.citywall.gateway.sweep.Sweep;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Orders the duty checks of the schedules when their minute has come. All gateways do so, over one
 * ledger: which of them is up does not matter.
 */
public final class DutyRunner {
    private static final Logger LOG = LoggerFactory.getLogger(DutyRunner.class);
    private static final long SWEEP_MS = 5_000;

    private final Supplier<RegistrySnapshot> registry;
    private final BooleanSupplier isStatusKnown;
    private final Predicate<String> isOnline;
    private final Clock clock;
    private final DutyPlan plan;
    private final DutySchedules schedules;
    private final DutyLedger ledger;
    private final UnsentOrders unsent;
    private final Counter checks;
    private final Counter missed;
    private final Sweep sweep;

    /**
     * What is known of the devices, by all gateways alike.
     *
     * @param registry all that are registered
     * @param isStatusKnown whether the live view is loaded; nobody is asked before
     * @param isOnline by device id
     */
    public record Devices(
            Supplier<RegistrySnapshot> registry,
            BooleanSupplier isStatusKnown,
            Predicate<String> isOnline) {}

    /** Orders through this log. */
    public DutyRunner(
            Vertx vertx,
            Pool pool,
            CommandLog log,
            Devices devices,
            DutyLimits limits,
            ZoneId zone,
            Clock clock,
            MeterRegistry meters) {
        this.registry = devices.registry();
        this.isStatusKnown = devices.isStatusKnown();
        this.isOnline = devices.isOnline();
        this.clock = clock;
        this.plan = new DutyPlan(zone, limits.late());
        this.schedules = new DutySchedules(pool, clock, limits.maxSchedules());
        this.ledger = new DutyLedger(pool, new DeviceCommandStore(pool));
        this.unsent = new UnsentOrders(pool, log, clock);
        this.checks = meters.counter(MetricNames.DUTY_SCHEDULED);
        this.missed = meters.counter(MetricNames.DUTY_MISSED);
        this.sweep = new Sweep(vertx, "duty schedules", SWEEP_MS, this::run);
    }

    /** Begins to look at the schedules each few seconds. */
    public void start() {
        sweep.start();
    }

    /** Stops looking. */
    public void stop() {
        sweep.stop();
    }

    /** Orders what is due now, and sends what is not sent. */
    Future<Void> run() {
        // What waits is sent even when nothing can be planned, and the other way round.
        Future<Void> ordered = order();
        return ordered.transform(any -> unsent.send()).compose(sent -> ordered);
    }

    private Future<Void> order() {
        if (!isStatusKnown.getAsBoolean()) {
            return Future.succeededFuture(); // unknown is not offline: their minute is not over
        }
        Instant now = clock.instant();
        return schedules
                .list()
                .compose(
                        all ->
                                ledger.doneSince(now.minus(DutyPlan.LOOK_BACK))
                                        .map(done -> steps(all, done, now)))
                .compose(steps -> takeAll(steps, now));
    }

    private List<DutyPlan.Step> steps(
            List<DutySchedules.Listed> all, Map<DutyPlan.Run, Integer> done, Instant now) {
        return plan.steps(all.stream().map(DutySchedules.Listed::schedule).toList(), done, now);
    }

    private Future<Void> takeAll(List<DutyPlan.Step> steps, Instant now) {
        Map<String, String> panels = steps.isEmpty() ? Map.of() : panels();
        Future<Void> taken = Future.succeededFuture();
        for (DutyPlan.Step step : steps) {
            taken = taken.compose(before -> take(step, panels, now));
        }
        return taken;
    }

    private Future<Void> take(DutyPlan.Step step, Map<String, String> panels, Instant now) {
        List<DeviceCommand> orders =
                step.isMissed() ? List.of() : DutyPlan.checks(step, panels, isOnline, now);
        return ledger.take(step, orders, panels, now)
                .onSuccess(taken -> taken.ifPresent(n -> tell(step, n, now)))
                .mapEmpty();
    }

    private void tell(DutyPlan.Step step, int ordered, Instant now) {
        String name = step.schedule().name();
        checks.increment(ordered);
        if (step.isMissed()) {
            missed.increment();
            LOG.warn("duty checks {} of {} are left out: nobody was there", name, step.due());
        } else if (step.lost() > 0) {
            LOG.warn(
                    "duty checks {} of {}: {} minutes are left out", name, step.due(), step.lost());
        } else if (ordered > 0) {
            Duration late = Duration.between(step.due(), now);
            LOG.info("duty checks {} of {}: {} ordered after {}", name, step.due(), ordered, late);
        }
    }

    /** Place by device id of all registered transmission devices. */
    private Map<String, String> panels() {
        RegistrySnapshot snapshot = registry.get();
        String prefix = DeviceCommandRoutes.TRANSMISSION_DEVICE;
        Map<String, String> panels = new HashMap<>();
        for (Device device : snapshot.devices().tailMap(prefix, true).values()) {
            if (!device.id().startsWith(prefix)) {
                break; // sorted by id
            }
            RegistrySnapshot.Location where = snapshot.location(device.siteId());
            if (where != null) {
                panels.put(device.id(), where.place());
            }
        }
        return panels;
    }
}
