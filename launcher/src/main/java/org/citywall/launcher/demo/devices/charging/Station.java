package org.citywall.launcher.demo.devices.charging;

import java.util.ArrayList;
import java.util.List;
import org.citywall.contracts.ebike.PortState;
import org.citywall.contracts.ebike.StopReason;
import org.citywall.launcher.demo.plan.Dice;

/** A charger: its ports, its board, its smoke detector and its meter. */
final class Station {
    /** Share of the power that stays in the housing as heat. */
    private static final double LOSS = 0.012;

    private static final double ELECTRONICS_W = 4;
    private static final double BOARD_K_PER_W = 0.25;

    /** Share of the board's warmth that the air around the ports has. */
    private static final double INSIDE = 0.4;

    private static final double SMOKE_CLEARS_S = 180;

    /** Hot plastics smoke from here on, °C. */
    private static final double SMOKES_C = 135;

    /** Of the detector, in units of what it alarms at. */
    private static final double ALARM = 1;

    private static final double HOT_PLASTICS_PER_S = 1 / 60.0;
    private static final double NO_SMOKE = 1e-6;
    private static final double METER_SHARE = 0.004;
    private static final int SESSIONS = 0xFFFF;

    private final String id;
    private final List<Outlet> outlets = new ArrayList<>();
    private final Dice dice;
    private final double trimV;
    private double boardC;
    private double smoke;
    private double smokePerS;
    private double heaterK;
    private double heatedK;
    private double volts = 220;
    private int sessions;

    Station(String id, int ports, double airC, Dice dice) {
        this.id = id;
        this.dice = dice;
        this.boardC = airC + 1;
        this.trimV = dice.around(1);
        this.sessions = dice.below(SESSIONS);
        for (int port = 1; port <= ports; port++) {
            outlets.add(new Outlet(port, airC));
        }
    }

    String id() {
        return id;
    }

    List<Outlet> outlets() {
        return outlets;
    }

    int nextSession() {
        sessions = sessions % SESSIONS + 1;
        return sessions;
    }

    /** Something here gives off smoke from now on; 0: no more. */
    void giveOffSmoke(double perSecond) {
        smokePerS = perSecond;
    }

    /** Something beside it burns or steams: the air gets so much warmer; 0: no more. */
    void heatFromOutside(double kelvin) {
        heaterK = kelvin;
    }

    boolean alarmsSmoke() {
        return smoke > ALARM;
    }

    /** What the whole charger takes, W. */
    double powerW() {
        double sum = 0;
        for (Outlet outlet : outlets) {
            sum += outlet.powerW();
        }
        return sum;
    }

    /** Goes on for a while; sessions that end are told. */
    void step(Pace pace, double airC, boolean powered, Ended ended) {
        volts = powered ? 221 + trimV + dice.around(3) : 0;
        heatedK += (heaterK - heatedK) * (1 - pace.keepShed());
        double heatW = powered ? ELECTRONICS_W + LOSS * powerW() : 0;
        double air = airC + heatedK;
        double board = air + BOARD_K_PER_W * heatW;
        boardC = board + (boardC - board) * pace.keepBoard();
        double inside = air + INSIDE * (boardC - air);
        boolean smokes = false;
        for (Outlet outlet : outlets) {
            StopReason reason =
                    outlet.step(pace.seconds(), pace.keepPort(), inside, volts, powered, dice);
            smokes |= outlet.celsius() > SMOKES_C;
            if (reason != null) {
                ended.at(outlet, reason);
            }
        }
        smoulder(pace.seconds(), smokePerS + (smokes ? HOT_PLASTICS_PER_S : 0));
    }

    private void smoulder(double seconds, double perSecond) {
        if (perSecond > 0 || smoke > 0) {
            double rest = perSecond * SMOKE_CLEARS_S;
            smoke = rest + (smoke - rest) * StrictMath.exp(-seconds / SMOKE_CLEARS_S);
            smoke = smoke < NO_SMOKE ? 0 : smoke;
        }
    }

    /** Hears that a session ended by itself. */
    interface Ended {
        void at(Outlet outlet, StopReason reason);
    }

    /** What concerns the charger as a whole. */
    PortSample board(long atMs) {
        double celsius = Math.rint(boardC + dice.around(0.6));
        double mains = Math.rint(volts * 10) / 10;
        return new PortSample(
                id, 0, atMs, null, 0, mains, 0, celsius, celsius, alarmsSmoke(), 0, 0, 0, null);
    }

    /** As its meter and its sensors have it: whole watts, whole degrees. */
    PortSample sample(Outlet outlet, long atMs, StopReason reason) {
        double exact = outlet.powerW();
        double watts =
                exact == 0 ? 0 : Math.rint(exact * (1 + dice.around(METER_SHARE)) + dice.around(1));
        PortState state = outlet.state();
        return new PortSample(
                id,
                outlet.number(),
                atMs,
                state,
                Math.max(0, watts),
                Math.rint(volts * 10) / 10,
                volts > 0 ? Math.rint(100 * watts / volts / 0.85) / 100 : 0,
                Math.rint(outlet.celsius() + dice.around(0.6)),
                Math.rint(boardC + dice.around(0.6)),
                alarmsSmoke(),
                reason != null || outlet.isOn() ? outlet.session() : 0,
                outlet.elapsedS(),
                Math.rint(outlet.energyWh() / 10) * 10,
                reason);
    }
}
