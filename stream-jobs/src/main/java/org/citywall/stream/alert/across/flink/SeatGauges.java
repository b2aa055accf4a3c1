package org.citywall.stream.alert.across.flink;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.citywall.contracts.alert.AlarmLoad;
import org.citywall.contracts.alert.Level;

/**
 * The load of a seat for Prometheus. Flink takes no gauge back: those of a seat that the rules have
 * no more stand at zero until the job starts again. Seats are as many as the rules name.
 */
final class SeatGauges {
    private static final double WHOLE = 100;

    private volatile int alerts;
    private volatile int flood;
    private volatile int chattering;
    private volatile int stale;
    private volatile int inhibited;
    private volatile double floodPercent;
    private volatile double topPercent;
    private final AtomicIntegerArray byLevel = new AtomicIntegerArray(Level.BLUE + 1);

    SeatGauges(MetricGroup metrics, String seat) {
        MetricGroup group = metrics.addGroup("seat", seat);
        group.gauge("alertsInTenMinutes", (Gauge<Integer>) () -> alerts);
        group.gauge("alertFlood", (Gauge<Integer>) () -> flood);
        group.gauge("alertsChattering", (Gauge<Integer>) () -> chattering);
        group.gauge("alertsStale", (Gauge<Integer>) () -> stale);
        group.gauge("alertsInhibited", (Gauge<Integer>) () -> inhibited);
        group.gauge("alertFloodPercent", (Gauge<Double>) () -> floodPercent);
        group.gauge("alertTopSourcesPercent", (Gauge<Double>) () -> topPercent);
        for (int level = Level.RED; level <= Level.BLUE; level++) {
            int of = level;
            group.addGroup("level", "" + level)
                    .gauge("alertsInDay", (Gauge<Integer>) () -> byLevel.get(of));
        }
    }

    void show(AlarmLoad load) {
        alerts = load.lastTenMinutes();
        flood = load.flood() == null ? 0 : 1;
        chattering = load.chattering();
        stale = load.stale();
        inhibited = load.inhibited();
        floodPercent = load.floodPercent();
        topPercent =
                Math.min(
                        WHOLE,
                        load.topSources().stream().mapToDouble(AlarmLoad.TopSource::percent).sum());
        for (int level = Level.RED; level <= Level.BLUE; level++) {
            byLevel.set(level, load.byLevel().getOrDefault(level, 0));
        }
    }

    void end() {
        alerts = 0;
        flood = 0;
        chattering = 0;
        stale = 0;
        inhibited = 0;
        floodPercent = 0;
        topPercent = 0;
        for (int level = Level.RED; level <= Level.BLUE; level++) {
            byLevel.set(level, 0);
        }
    }
}
