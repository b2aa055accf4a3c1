package org.citywall.launcher.demo.devices.charging;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.citywall.contracts.ebike.StopReason;
import org.citywall.launcher.demo.plan.Dice;

/**
 * A charging site that lives: people come and go by the hour of the day, the weather changes, and
 * now and then something goes wrong. Deterministic in its seed and in the order of its calls. Not
 * thread-safe.
 */
public final class SiteModel {
    /** Chance that somebody comes to a free port in an hour, by hour of the day. */
    private static final double[] COMES_PER_HOUR = {
        .03, .02, .02, .02, .03, .06, .12, .18, .2, .15, .12, .15,
        .2, .15, .12, .12, .15, .25, .4, .5, .5, .4, .25, .08
    };

    private static final double HOUR_S = 3_600;
    private static final long MS = 1_000;
    private static final double LOST_SHARE = 0.01;

    /** Of what is idle every so many reports only. */
    private static final int IDLE_EVERY = 5;

    private static final double RUSH_W = 240;
    private static final double COMES_IN_A_RUSH = 0.05;
    private static final long RUSH_MS = 7_200_000;

    /** What the chargers say. */
    public interface Listener {
        /** One port at one moment. */
        void sample(PortSample sample);
    }

    /**
     * A session at a port.
     *
     * @param stationId of the charger; null: the whole site
     * @param port from 1
     * @param session its number
     */
    public record Where(String stationId, int port, int session) {}

    /** What a charger answers to a stop from afar. */
    public enum StopAnswer {
        DONE,
        ALREADY_IDLE,
        OTHER_SESSION
    }

    /**
     * How it is made.
     *
     * @param id of the site
     * @param stations ids of its chargers
     * @param portsEach ports of each
     * @param climate its air
     * @param stepS step of the model, s
     * @param reportS after so long a charger reports all that is busy, s
     * @param limitW what the whole site may draw, W
     */
    public record Plan(
            String id,
            List<String> stations,
            int portsEach,
            Climate climate,
            int stepS,
            int reportS,
            double limitW) {}

    private final Plan plan;
    private final List<Station> stations = new ArrayList<>();
    private final List<Trouble> troubles = new ArrayList<>();
    private final List<Case> cases = new ArrayList<>();
    private final Dice dice;
    private final Pace pace;
    private long nowMs;
    private long[] nextReportMs;
    private int[] reports;
    private boolean dark;
    private boolean rush;
    private long rushUntilMs;

    /** A site where nobody is yet. */
    public SiteModel(Plan plan, long seed, long startMs) {
        this.plan = plan;
        this.dice = Dice.of(seed, "site " + plan.id());
        this.pace = Pace.of(plan.stepS());
        this.nowMs = startMs;
        double air = plan.climate().at(startMs);
        nextReportMs = new long[plan.stations().size()];
        reports = new int[nextReportMs.length];
        for (int i = 0; i < nextReportMs.length; i++) {
            Dice own = Dice.of(seed, plan.stations().get(i));
            stations.add(new Station(plan.stations().get(i), plan.portsEach(), air, own));
            nextReportMs[i] = startMs + own.below(plan.reportS()) * MS;
        }
    }

    /** Lives on until this moment. */
    public void until(long ms, Listener out) {
        while (nowMs + plan.stepS() * MS <= ms) {
            nowMs += plan.stepS() * MS;
            step(out);
        }
    }

    private void step(Listener out) {
        double air = plan.climate().at(nowMs);
        double comes = COMES_PER_HOUR[Climate.hour(nowMs)] * plan.stepS() / HOUR_S;
        for (int i = 0; i < stations.size(); i++) {
            Station station = stations.get(i);
            if (!dark) {
                visitors(station, comes);
            }
            station.step(
                    pace, air, !dark, (outlet, reason) -> say(station, outlet, reason, nowMs, out));
            report(i, out);
        }
        watch();
    }

    private void visitors(Station station, double chance) {
        for (Outlet outlet : station.outlets()) {
            if (outlet.isFree() && dice.chance(rush ? COMES_IN_A_RUSH : chance)) {
                Visit visit =
                        rush ? Visit.usual(Pack.drawAbove(RUSH_W, dice), dice) : Visit.usual(dice);
                outlet.plugIn(visit, Firmware.usual(), station.nextSession());
            }
        }
    }

    private void report(int i, Listener out) {
        if (nowMs < nextReportMs[i]) {
            return;
        }
        nextReportMs[i] += plan.reportS() * MS;
        boolean all = reports[i]++ % IDLE_EVERY == 0;
        if (dark || dice.chance(LOST_SHARE)) {
            return;
        }
        Station station = stations.get(i);
        out.sample(station.board(nowMs));
        for (Outlet outlet : station.outlets()) {
            if (all || outlet.isBusy()) {
                say(station, outlet, null, nowMs, out);
            }
        }
    }

    private static void say(
            Station station, Outlet outlet, StopReason reason, long atMs, Listener out) {
        out.sample(station.sample(outlet, atMs, reason));
    }

    private void watch() {
        for (Iterator<Trouble> all = troubles.iterator(); all.hasNext(); ) {
            Trouble trouble = all.next();
            trouble.watch(nowMs);
            if (trouble.danger() == Danger.RUSH) {
                watchRush(trouble);
            }
            if (trouble.isOver()) {
                all.remove();
                over(trouble);
            }
        }
    }

    /** The cause is there when the feeder is overloaded, and goes when it no longer is. */
    private void watchRush(Trouble trouble) {
        double load = powerW();
        if (rush && load > plan.limitW()) {
            rush = false;
            trouble.beginAtSite(nowMs);
        } else if (rush ? nowMs > rushUntilMs : load < plan.limitW()) {
            rush = false;
            trouble.endNow(nowMs);
        }
    }

    private void over(Trouble trouble) {
        if (trouble.danger() == Danger.BLACKOUT) {
            dark = false;
        }
        Case known = trouble.toCase(plan.id());
        if (known != null) {
            cases.add(known);
        }
    }

    /**
     * Something begins to go wrong.
     *
     * @return where; null: there is no free port for it now, or the site has enough trouble
     */
    public Where begin(Danger danger) {
        if (!Trouble.isOfPort(danger)) {
            return beginAtSite(danger) ? new Where(null, 0, 0) : null;
        }
        List<Station> shuffled = new ArrayList<>(stations);
        while (!shuffled.isEmpty()) {
            Station station = shuffled.remove(dice.below(shuffled.size()));
            for (Outlet outlet : station.outlets()) {
                if (!dark && outlet.isFree()) {
                    Trouble trouble = new Trouble(danger, station, outlet, dice);
                    trouble.plugIn(nowMs);
                    troubles.add(trouble);
                    return trouble.where();
                }
            }
        }
        return null;
    }

    private boolean beginAtSite(Danger danger) {
        if (dark || troubles.stream().anyMatch(t -> !Trouble.isOfPort(t.danger()))) {
            return false;
        }
        Station station = danger == Danger.SHED_HEATS ? dice.oneOf(stations) : null;
        Trouble trouble = new Trouble(danger, station, null, dice);
        if (danger == Danger.RUSH) {
            rush = true;
            rushUntilMs = nowMs + RUSH_MS;
        } else {
            trouble.beginAtSite(nowMs);
        }
        if (danger == Danger.BLACKOUT) {
            dark = true;
            stations.forEach(one -> one.outlets().forEach(Outlet::switchOff));
        }
        troubles.add(trouble);
        return true;
    }

    /** The relay of a port is one piece from now on: it cannot be switched off. */
    public void weld(String stationId, int port) {
        station(stationId).outlets().get(port - 1).weld();
    }

    /** Somebody comes to a port, if it is free, as people do. */
    public boolean visit(String stationId, int port) {
        Station station = station(stationId);
        Outlet outlet = station.outlets().get(port - 1);
        if (outlet.isFree()) {
            outlet.plugIn(Visit.usual(dice), Firmware.usual(), station.nextSession());
            return true;
        }
        return false;
    }

    /** Does what a stop from afar wants. */
    public StopAnswer stop(String stationId, int port, int session, Listener out) {
        Station station = station(stationId);
        Outlet outlet = station.outlets().get(port - 1);
        if (!outlet.isOn()) {
            return StopAnswer.ALREADY_IDLE;
        }
        if (session != 0 && session != outlet.session()) {
            return StopAnswer.OTHER_SESSION;
        }
        outlet.switchOff();
        out.sample(station.sample(outlet, nowMs, StopReason.MANUAL));
        return StopAnswer.DONE;
    }

    /** What a charger would say now of itself. */
    public PortSample board(String stationId) {
        return station(stationId).board(nowMs);
    }

    /** What a charger would say now of all its ports. */
    public List<PortSample> look(String stationId) {
        Station station = station(stationId);
        return station.outlets().stream().map(one -> station.sample(one, nowMs, null)).toList();
    }

    /** The same of those that are in use, or were within the last minutes. */
    public List<PortSample> lookInUse(String stationId) {
        Station station = station(stationId);
        return station.outlets().stream()
                .filter(Outlet::isBusy)
                .map(one -> station.sample(one, nowMs, null))
                .toList();
    }

    private Station station(String id) {
        return stations.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
    }

    /** Whether it has no mains now. */
    public boolean isDark() {
        return dark;
    }

    /** What the site draws, W. */
    public double powerW() {
        return stations.stream().mapToDouble(Station::powerW).sum();
    }

    /** What has gone wrong and is over, in order of its end. */
    public List<Case> cases() {
        return List.copyOf(cases);
    }

    /** The same with what is still going wrong, as if it ended now. */
    public List<Case> casesSoFar() {
        List<Case> all = new ArrayList<>(cases);
        for (Trouble trouble : troubles) {
            trouble.endNow(nowMs);
            Case known = trouble.toCase(plan.id());
            if (known != null) {
                all.add(known);
            }
        }
        troubles.clear();
        return all;
    }
}
