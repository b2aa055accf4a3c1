package org.citywall.stream.alert.across.flink;

import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.citywall.contracts.alert.AlarmLoad;

/**
 * The load of a seat for Prometheus. Flink takes no gauge back: those of a seat that the rules have
 * no more stand at zero until the job starts again. Seats are as many as the rules name.
 */
final class SeatGauges {
    private volatile int alerts;
    private volatile int flood;
    private volatile int chattering;
    private volatile int stale;
    private volatile int inhibited;

    SeatGauges(MetricGroup metrics, String seat) {
        MetricGroup group = metrics.addGroup("seat", seat);
        group.gauge("alertsInTenMinutes", (Gauge<Integer>) () -> alerts);
        group.gauge("alertFlood", (Gauge<Integer>) () -> flood);
        group.gauge("alertsChattering", (Gauge<Integer>) () -> chattering);
        group.gauge("alertsStale", (Gauge<Integer>) () -> stale);
        group.gauge("alertsInhibited", (Gauge<Integer>) () -> inhibited);
    }

    void show(AlarmLoad load) {
        alerts = load.lastTenMinutes();
        flood = load.flood() == null ? 0 : 1;
        chattering = load.chattering();
        stale = load.stale();
        inhibited = load.inhibited();
    }

    void end() {
        alerts = 0;
        flood = 0;
        chattering = 0;
        stale = 0;
        inhibited = 0;
    }
}
