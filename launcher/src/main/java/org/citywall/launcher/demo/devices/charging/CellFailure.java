package org.citywall.launcher.demo.devices.charging;

import java.util.ArrayList;
import java.util.List;
import org.citywall.launcher.demo.plan.Dice;

/**
 * A pack of which one cell is heated until it goes off, as a charger sees it.
 *
 * <p>The sensor of a port is not at the cell. A cell of 50 g that warms by 150 K within half an
 * hour gives off some 4 W; of that the air at a port two metres away takes on a fraction of a
 * kelvin: we take {@link #COUPLING} of the cell's excess. Only when the pack burns does the shed
 * get hot, and full of smoke. What a charger can see before is electrical: a cell that shorts
 * inside takes 4 V from the pack, and that shows only while its current is falling.
 */
public final class CellFailure {
    /** Where the temperature is measured. */
    public enum Sensor {
        /** In the plug of the port, as chargers have it. */
        AT_PORT,
        /** On the cell that fails: as well as anybody could measure. */
        AT_CELL
    }

    /** How a cell is brought to fail. */
    public enum Mechanism {
        /** Heated; a built-in separator of wax melts at 57 °C and shorts the cell. */
        INTERNAL_SHORT,
        /** Heated from outside. */
        HEATER,
        /** Pierced: nothing precedes it. */
        NAIL
    }

    /**
     * What happens.
     *
     * @param mechanism how
     * @param triggerC mean temperature of the cell when it goes off, °C
     * @param heatingS for how long it is heated before, s
     * @param sensor where the temperature is measured
     * @param coupling how much of the cell's excess temperature reaches the air at the port
     */
    public record Course(
            Mechanism mechanism,
            double triggerC,
            double heatingS,
            Sensor sensor,
            double coupling) {}

    /**
     * What the charger says, until a quarter of an hour after the cell went off.
     *
     * @param samples each 30 s
     * @param triggerMs when it went off, epoch ms
     */
    public record Seen(List<PortSample> samples, long triggerMs) {}

    /** What we assume of how much of a cell's excess temperature reaches the air at its port. */
    public static final double COUPLING = 0.005;

    private static final double WAX_MELTS_C = 57;
    private static final double WARM_BY_CHARGING_K = 6;

    /** The heat comes faster and faster: so many e-foldings. */
    private static final double STEEPNESS = 3;

    private static final int STEP_S = 10;
    private static final int REPORT_S = 30;
    private static final double AFTER_S = 900;
    private static final double SMOKE_PER_S = 1 / 30.0;
    private static final double FIRE_K = 120;
    private static final double SENSOR_S = 30;
    private static final String STATION = "CH-1";
    private static final double MS = 1_000;

    private final Course course;
    private final Station station;
    private final Outlet outlet;
    private final Battery battery;
    private final Dice dice;
    private final double ambientC;
    private double sensorC;
    private boolean shorted;

    private CellFailure(Course course, Dice dice) {
        this.course = course;
        this.dice = dice;
        this.ambientC = dice.between(18, 32);
        this.station = new Station(STATION, 1, ambientC, dice);
        this.outlet = station.outlets().get(0);
        this.battery = Visit.battery(Pack.draw(Chemistry.LITHIUM, dice), dice.between(2, 5), dice);
        this.sensorC = ambientC;
        outlet.plugIn(
                Visit.overNight(List.of(battery), Contact.good(dice), 24),
                Firmware.usual().withoutHeat(),
                1);
    }

    /**
     * One failure.
     *
     * @param intoSessionS how long the session lasts when the heating begins, s
     */
    public static Seen of(Course course, double intoSessionS, long startMs, Dice dice) {
        return new CellFailure(course, dice).run(intoSessionS, startMs);
    }

    private Seen run(double intoSessionS, long startMs) {
        double heats = course.mechanism() == Mechanism.NAIL ? 0 : course.heatingS();
        double trigger = intoSessionS + heats;
        List<PortSample> samples = new ArrayList<>();
        Pace pace = Pace.of(STEP_S);
        for (int t = STEP_S; t <= trigger + AFTER_S; t += STEP_S) {
            double cellC = cellC(t - intoSessionS, heats);
            if (t >= trigger) {
                station.giveOffSmoke(SMOKE_PER_S);
                station.heatFromOutside(FIRE_K);
            }
            double air = ambientC + course.coupling() * (cellC - ambientC);
            station.step(pace, air, true, (one, reason) -> {});
            sensorC += (cellC - sensorC) * Math.min(1, STEP_S / SENSOR_S);
            if (t % REPORT_S == 0) {
                samples.add(seen(station.sample(outlet, startMs + (long) (t * MS), null)));
            }
        }
        return new Seen(samples, startMs + (long) (trigger * MS));
    }

    private PortSample seen(PortSample one) {
        if (course.sensor() == Sensor.AT_PORT) {
            return one;
        }
        return new PortSample(
                one.stationId(),
                one.port(),
                one.atMs(),
                one.state(),
                one.powerW(),
                one.voltageV(),
                one.currentA(),
                Math.rint(sensorC + dice.around(0.6)),
                one.boardC(),
                one.smoke(),
                one.session(),
                one.elapsedS(),
                one.energyWh(),
                one.stopReason());
    }

    private double cellC(double sinceS, double heatsS) {
        double warm = ambientC + WARM_BY_CHARGING_K;
        if (sinceS < 0) {
            return warm;
        }
        if (sinceS >= heatsS) {
            return Math.max(course.triggerC(), warm) + FIRE_K;
        }
        double part =
                (StrictMath.exp(STEEPNESS * sinceS / heatsS) - 1) / (StrictMath.exp(STEEPNESS) - 1);
        double cellC = warm + (course.triggerC() - warm) * part;
        if (course.mechanism() == Mechanism.INTERNAL_SHORT && !shorted && cellC > WAX_MELTS_C) {
            shorted = true;
            var unused = battery.withShortedCell();
        }
        return cellC;
    }
}
