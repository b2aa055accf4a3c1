package org.citywall.gateway.downlink;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.citywall.contracts.device.DeviceResult;
import org.citywall.contracts.fire.FireSignalKind;
import org.citywall.gateway.ingest.DeviceEvent;
import org.citywall.gateway.ingest.FireData;
import org.citywall.gateway.ingest.Ingest;
import org.citywall.gateway.ingest.gb26875.Orders;
import org.citywall.gateway.sweep.Sweep;

/**
 * Tells the fire job of duty checks that nobody answered in time, and of those that were answered,
 * as signals of the panel: so they become maintenance alerts like any other fault. All gateways do
 * so; the signals have ids of their own, so that the job hears each once. The state is written only
 * when the signal is durable: a check is rather told twice than never.
 */
public final class DutyWatch {
    /** Point of the panel at which the guard's silence stands. */
    public static final String POINT = "duty-check";

    private static final long SWEEP_MS = 1_000;

    /** The time between an order's expiry and the last word of a gateway that sent it. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final DeviceCommandStore store;
    private final Ingest ingest;
    private final Clock clock;
    private final Sweep sweep;

    /** Looks into this store. */
    public DutyWatch(Vertx vertx, DeviceCommandStore store, Ingest ingest, Clock clock) {
        this.store = store;
        this.ingest = ingest;
        this.clock = clock;
        this.sweep = new Sweep(vertx, "watch of duty checks", SWEEP_MS, this::look);
    }

    /** Begins to look every second. */
    public void start() {
        sweep.start();
    }

    /** Stops looking. */
    public void stop() {
        sweep.stop();
    }

    /** A result is on record: an answer ends the fault of an earlier silence. */
    public Future<Void> recorded(DeviceResult result) {
        boolean isAnswer = result.commandId() == null && result.state().equals("answered");
        if (!isAnswer) {
            return Future.succeededFuture();
        }
        String id = POINT + "-answered-" + result.at().toEpochMilli();
        return tell(result.deviceId(), id, FireSignalKind.RESTORE, "查岗已应答").mapEmpty();
    }

    private Future<Void> look() {
        Instant now = clock.instant();
        return store.undelivered(now.minus(GRACE))
                .compose(done -> store.overdue(now))
                .compose(this::tellAll);
    }

    private Future<Void> tellAll(List<DeviceCommandStore.Entry> overdue) {
        Future<Void> told = Future.succeededFuture();
        for (DeviceCommandStore.Entry entry : overdue) {
            told = told.compose(before -> unanswered(entry));
        }
        return told;
    }

    private Future<Void> unanswered(DeviceCommandStore.Entry entry) {
        String detail = "限时 %s 分钟".formatted(entry.params().getString("timeoutMinutes"));
        String id = POINT + "-" + entry.commandId();
        return tell(entry.deviceId(), id, FireSignalKind.FAULT, detail)
                .compose(
                        isDurable ->
                                isDurable
                                        ? store.unanswered(entry.commandId(), clock.instant())
                                        : Future.succeededFuture());
    }

    private Future<Boolean> tell(String deviceId, String id, FireSignalKind kind, String detail) {
        FireData data = new FireData(deviceId, kind, POINT, null, null, null, null, detail);
        return ingest.accept(
                        new DeviceEvent(
                                Orders.DUTY_CHECK,
                                id,
                                "citywall/" + Orders.DUTY_CHECK,
                                data,
                                clock.instant(),
                                false))
                .map(result -> !result.verdict().mayRetry());
    }
}
