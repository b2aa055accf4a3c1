package org.citywall.launcher.demo.devices.charging;

import java.util.ArrayList;
import java.util.List;
import org.citywall.contracts.ebike.PortState;
import org.citywall.launcher.demo.plan.Dice;

/** One thing that goes wrong, from its cause to its end. */
final class Trouble {
    private static final double MINUTE_S = 60;
    private static final double HOUR_S = 3_600;
    private static final double MS = 1_000;
    private static final double HARM_C = 100;
    private static final double LEAST_W = 200;
    private static final double BIG_W = 250;
    private static final int CHARGERS_ON_A_DISTRIBUTOR = 5;

    private final Danger danger;
    private final Station station;
    private final Outlet outlet;
    private final Dice dice;
    private final double lastsS;
    private Battery battery;
    private long fromMs;
    private long harmMs;
    private long untilMs;
    private int session;
    private boolean begun;

    Trouble(Danger danger, Station station, Outlet outlet, Dice dice) {
        this.danger = danger;
        this.station = station;
        this.outlet = outlet;
        this.dice = dice;
        this.lastsS = lastsS(danger, dice);
    }

    /** Whether somebody has to plug in for it. */
    static boolean isOfPort(Danger danger) {
        return switch (danger) {
            case RUSH, SHED_HEATS, BLACKOUT -> false;
            default -> true;
        };
    }

    /** After which somebody comes by and pulls the plug, if the charger did not end it before. */
    private static double lastsS(Danger danger, Dice dice) {
        return switch (danger) {
            case CELL_VENTS -> dice.between(12, 25) * MINUTE_S;
            case SHED_HEATS -> dice.between(35, 60) * MINUTE_S;
            case BLACKOUT -> dice.between(30, 90) * MINUTE_S;
            case WELDED_RELAY, WELDED_AT_CUT_OFF -> dice.between(40, 120) * MINUTE_S;
            case WORN_CONTACT -> dice.between(100, 160) * MINUTE_S;
            case PULLED_PLUG -> dice.between(20, 50) * MINUTE_S;
            case POOR_CONTACT -> dice.between(120, 180) * MINUTE_S;
            case CELL_SHORTS, WOBBLING_PLUG, DISTRIBUTOR -> dice.between(60, 120) * MINUTE_S;
            default -> Double.POSITIVE_INFINITY;
        };
    }

    /** Somebody plugs in what will go wrong. */
    void plugIn(long nowMs) {
        session = station.nextSession();
        outlet.plugIn(visit(nowMs), firmware(), session);
        if (danger == Danger.WELDED_RELAY || danger == Danger.WELDED_AT_CUT_OFF) {
            outlet.weld();
        }
    }

    private Visit visit(long nowMs) {
        double afterS = dice.between(10, 60) * MINUTE_S;
        Pack pack = Pack.drawAbove(LEAST_W, dice);
        battery = Visit.battery(pack, dice.between(4.5, 6.5), dice);
        long later = nowMs + (long) (afterS * MS);
        return switch (danger) {
            case CELL_VENTS -> {
                battery = Visit.battery(Pack.draw(Chemistry.LITHIUM, dice), 3, dice);
                yield from(later, Contact.good(dice));
            }
            case WORN_CONTACT ->
                    from(
                            later,
                            Contact.worn(
                                    ohmFor(pack, 2.6, 3.8), dice.between(12, 26), afterS, dice));
            case PULLED_PLUG -> from(later, Contact.pulled(ohmFor(pack, 4, 7), afterS, dice));
            case POOR_CONTACT ->
                    from(
                            later,
                            Contact.worn(
                                    ohmFor(pack, 1.2, 1.4), dice.between(12, 26), afterS, dice));
            case WOBBLING_PLUG ->
                    from(
                            later,
                            Contact.chattering(
                                    dice.between(50, 100), dice.between(20, 40), afterS, dice));
            default -> visitOfPack(nowMs);
        };
    }

    private Visit visitOfPack(long nowMs) {
        Contact good = Contact.good(dice);
        switch (danger) {
            case CELL_SHORTS -> {
                battery =
                        Visit.battery(Pack.draw(dice), dice.between(2, 5), dice)
                                .withCellThatShortsBelow(dice.between(0.25, 0.42));
                return Visit.overNight(List.of(battery), good, 11);
            }
            case DEAD_CELL -> battery = battery.withShortedCell().withShortedCell();
            case LEAKY_PACK ->
                    battery =
                            Visit.battery(Pack.draw(Chemistry.LEAD_ACID, dice), 4, dice)
                                    .withLeak(dice.between(0.9, 1.2));
            case NO_END -> {
                battery = Visit.battery(Pack.draw(dice), dice.between(2, 4), dice);
                return Visit.overNight(List.of(battery), good, 12);
            }
            case WELDED_RELAY -> {
                return new Visit(List.of(battery), good, dice.between(1, 2) * HOUR_S, 9 * HOUR_S);
            }
            case WELDED_AT_CUT_OFF -> {
                return Visit.overNight(List.of(battery), good, 9);
            }
            case DISTRIBUTOR -> {
                return from(nowMs, new Visit(distributed(), good, 6 * HOUR_S, 9 * HOUR_S));
            }
            default -> throw new IllegalArgumentException("not of a port: " + danger);
        }
        return from(nowMs, Visit.overNight(List.of(battery), good, 15));
    }

    private List<Battery> distributed() {
        List<Battery> all = new ArrayList<>();
        for (int i = 0; i < CHARGERS_ON_A_DISTRIBUTOR; i++) {
            all.add(Visit.battery(Pack.drawAbove(BIG_W, dice), dice.between(3, 6), dice));
        }
        return all;
    }

    private Visit from(long ms, Contact contact) {
        return from(ms, Visit.overNight(List.of(battery), contact, 9));
    }

    private Visit from(long ms, Visit visit) {
        fromMs = ms;
        return visit;
    }

    /** A contact that takes so many watts from the current of this pack. */
    private double ohmFor(Pack pack, double fromW, double toW) {
        return dice.between(fromW, toW) / (pack.mostA() * pack.mostA());
    }

    private Firmware firmware() {
        Firmware usual = Firmware.usual();
        return switch (danger) {
            case NO_END -> usual.withoutEnd();
            case LEAKY_PACK -> usual.withoutLongest();
            case WORN_CONTACT, PULLED_PLUG -> dice.chance(0.5) ? usual.withoutHeat() : usual;
            default -> usual;
        };
    }

    /** Where it is; null: at no single port. */
    SiteModel.Where where() {
        return new SiteModel.Where(station.id(), outlet.number(), session);
    }

    /** Begins at the whole site or charger now. */
    void beginAtSite(long nowMs) {
        fromMs = nowMs;
        if (danger == Danger.SHED_HEATS) {
            station.heatFromOutside(dice.between(48, 62));
        }
    }

    /** Looks after a step what has become of it. */
    void watch(long nowMs) {
        if (fromMs == 0) {
            fromMs = cause(nowMs);
        }
        if (fromMs == 0 || nowMs < fromMs) {
            if (outlet != null && !isHere()) {
                untilMs = nowMs; // it never came to it
            }
            return;
        }
        if (!begun) {
            begun = true;
            if (danger == Danger.CELL_VENTS) {
                station.giveOffSmoke(1 / dice.between(20, 45));
            }
        }
        if (harmMs == 0 && outlet != null && outlet.celsius() > HARM_C) {
            harmMs = nowMs;
        }
        if (nowMs >= fromMs + lastsS * MS || (outlet != null && !isHere())) {
            end(nowMs);
        }
    }

    /** When the cause began that only the course of the session brings; 0: not yet. */
    private long cause(long nowMs) {
        boolean now =
                switch (danger) {
                    case CELL_SHORTS -> battery.shortedAtS() >= 0;
                    case NO_END -> outlet.state() == PortState.FLOAT;
                    case WELDED_RELAY, WELDED_AT_CUT_OFF -> !outlet.isOn() && outlet.powerW() > 0;
                    default -> false;
                };
        return now ? nowMs : 0;
    }

    /** Whether its visit still is at the port and draws, or may. */
    private boolean isHere() {
        return outlet.session() == session
                && outlet.visit() != null
                && (outlet.isOn() || outlet.isWelded());
    }

    private void end(long nowMs) {
        untilMs = nowMs;
        switch (danger) {
            case CELL_VENTS -> {
                station.giveOffSmoke(0);
                outlet.repair();
            }
            case SHED_HEATS -> station.heatFromOutside(0);
            default -> {
                if (outlet != null && outlet.session() == session) {
                    outlet.repair();
                }
            }
        }
    }

    Danger danger() {
        return danger;
    }

    /** Ended from outside, when its site says so. */
    void endNow(long nowMs) {
        untilMs = nowMs;
    }

    boolean isOver() {
        return untilMs > 0;
    }

    /** What has become of it; null: it never came to it. */
    Case toCase(String siteId) {
        return fromMs == 0 || untilMs <= fromMs
                ? null
                : new Case(
                        danger,
                        siteId,
                        station == null ? null : station.id(),
                        outlet == null ? 0 : outlet.number(),
                        fromMs,
                        harmMs,
                        untilMs);
    }
}
