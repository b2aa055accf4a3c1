package org.citywall.launcher.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.device.DeviceCommand;
import org.citywall.contracts.ebike.ChargerProfile;
import org.citywall.contracts.ebike.PortAction;
import org.citywall.contracts.ebike.PortAnswer;
import org.citywall.contracts.ebike.PortOrder;
import org.citywall.contracts.ebike.PortOrderState;
import org.citywall.contracts.place.SiteRef;
import org.citywall.launcher.demo.devices.charging.Case;
import org.citywall.launcher.demo.devices.charging.Climate;
import org.citywall.launcher.demo.devices.charging.Danger;
import org.citywall.launcher.demo.devices.charging.DangerPlan;
import org.citywall.launcher.demo.devices.charging.PortSample;
import org.citywall.launcher.demo.devices.charging.SiteModel;
import org.citywall.stream.ebike.EbikeDecision;
import org.citywall.stream.ebike.EbikePolicy;
import org.citywall.stream.ebike.EbikeRule;
import org.citywall.stream.ebike.Ports;
import org.citywall.stream.ebike.SiteMemory;

/**
 * Seeded weeks of many ports through the pure rules, without Flink: what the rules say of them,
 * beside what really went wrong in the model.
 */
final class ChargerMonth {
    /**
     * What is simulated.
     *
     * @param sites each with two chargers of ten ports; a third in summer, autumn and winter each
     * @param days how long
     * @param casesPerKind about so many cases of each danger
     * @param seed of everything
     */
    record Plan(int sites, int days, int casesPerKind, long seed) {
        int ports() {
            return sites * STATIONS * PORTS;
        }
    }

    /**
     * A detection that began or rose.
     *
     * @param point port; null: the whole charger or site
     * @param session number of the session at the port then; 0: none
     */
    record Hit(
            String siteId,
            String deviceId,
            String point,
            String kind,
            int level,
            long atMs,
            int session) {}

    /**
     * What came of it.
     *
     * @param cases what went wrong and was over at the end
     * @param unfinished what was not
     * @param hits what the rules said
     * @param sessions sessions that ended
     * @param readings that the rules judged
     * @param maintenance detections that are no dangers: silent chargers
     */
    record Outcome(
            List<Case> cases,
            List<Case> unfinished,
            List<Hit> hits,
            long sessions,
            long readings,
            long maintenance) {}

    private static final Instant START = Instant.parse("2026-07-01T00:00:00Z");
    private static final String PORT_OFF = "port-off";
    private static final int STATIONS = 2;
    private static final int PORTS = 10;
    private static final int STEP_S = 30;
    private static final int REPORT_S = 60;
    private static final long MINUTE_MS = 60_000;
    private static final long CUT_AFTER_MS = 30 * MINUTE_MS;
    private static final long ASKED_AFTER_MS = 8_000;
    private static final double SITE_LIMIT_W = 5_200;
    private static final int DELAYS_MS = 1_500;

    private final Plan plan;
    private final EbikePolicy policy;
    private final List<Case> cases = new ArrayList<>();
    private final List<Case> unfinished = new ArrayList<>();
    private final List<Hit> hits = new ArrayList<>();
    private long sessions;
    private long readings;
    private long maintenance;

    private ChargerMonth(Plan plan, EbikePolicy policy) {
        this.plan = plan;
        this.policy = withoutPages(policy);
    }

    /** What the page shows decides nothing, and making one each minute costs the most. */
    private static EbikePolicy withoutPages(EbikePolicy policy) {
        return new EbikePolicy(
                policy.heat(),
                policy.power(),
                policy.time(),
                policy.order(),
                policy.silence(),
                policy.leastConfidence(),
                policy.cameraHold(),
                Duration.ofHours(1),
                Duration.ofHours(1),
                policy.watchedEvery(),
                policy.maxStations(),
                policy.maxPorts());
    }

    static Outcome run(Plan plan, EbikePolicy policy) {
        ChargerMonth month = new ChargerMonth(plan, policy);
        for (int i = 0; i < plan.sites(); i++) {
            month.new Site(i).live();
        }
        return new Outcome(
                month.cases,
                month.unfinished,
                month.hits,
                month.sessions,
                month.readings,
                month.maintenance);
    }

    /** One site with its memory, and the gateway that it would speak to. */
    private final class Site {
        private final SiteRef ref;
        private final SiteModel model;
        private final DangerPlan dangers;
        private final SiteMemory memory;
        private final Ports ports = Ports.inMemory();
        private final ChargerReadings readingsOf = new ChargerReadings();
        private final Map<String, Integer> sessionAt = new HashMap<>();
        private final Map<Long, SiteModel.Where> toCut = new HashMap<>();
        private long nowMs = START.toEpochMilli();
        private final List<Case> toEnable = new ArrayList<>();
        private int seen;

        Site(int index) {
            String id = "C-%03d".formatted(index + 1);
            long seed = plan.seed() + index;
            ref = ChargerReadings.site(id);
            List<String> stations =
                    IntStream.rangeClosed(1, STATIONS).mapToObj(i -> id + "-" + i).toList();
            model =
                    new SiteModel(
                            new SiteModel.Plan(
                                    id,
                                    stations,
                                    PORTS,
                                    climate(seed, index),
                                    STEP_S,
                                    REPORT_S,
                                    SITE_LIMIT_W),
                            seed,
                            nowMs);
            dangers = new DangerPlan(means(), 1, seed, nowMs + Duration.ofHours(6).toMillis());
            memory = SiteMemory.empty(id);
            take(EbikeRule.apply(memory, ports, profile(id), Instant.ofEpochMilli(nowMs), policy));
        }

        private Climate climate(long seed, int index) {
            return switch (index % 3) {
                case 0 -> Climate.summer(seed);
                case 1 -> Climate.autumn(seed);
                default -> Climate.winter(seed);
            };
        }

        /** A little more often than wanted: some find no free port. */
        private Map<Danger, Duration> means() {
            Duration mean =
                    Duration.ofHours(24L * plan.days() * plan.sites() / plan.casesPerKind());
            Map<Danger, Duration> all = new EnumMap<>(Danger.class);
            for (Danger danger : Danger.values()) {
                all.put(danger, mean);
            }
            return all;
        }

        void live() {
            long end = nowMs + Duration.ofDays(plan.days()).toMillis();
            while (nowMs < end) {
                nowMs += MINUTE_MS;
                for (Danger danger : dangers.until(nowMs)) {
                    SiteModel.Where where = model.begin(danger);
                    if (where != null && danger == Danger.WELDED_AT_CUT_OFF) {
                        toCut.put(nowMs + CUT_AFTER_MS, where);
                    }
                }
                SiteModel.Where where = toCut.remove(nowMs);
                if (where != null) {
                    cutOff(where);
                }
                model.until(nowMs, this::take);
                advance(Instant.ofEpochMilli(nowMs));
                enable(model.cases());
            }
            // What is still going on explains what was said of it, but has not had its time.
            cases.addAll(model.cases());
            List<Case> all = model.casesSoFar();
            unfinished.addAll(all.subList(model.cases().size(), all.size()));
        }

        private void take(PortSample sample) {
            int session = sample.session();
            sessionAt.put(Ports.key(sample.stationId(), sample.port()), session);
            long delay = 100L + Math.floorMod(readings * 7_919L, DELAYS_MS);
            Instant now = Instant.ofEpochMilli(sample.atMs() + delay);
            advance(now);
            readings++;
            take(EbikeRule.apply(memory, ports, readingsOf.of(sample, ref, delay), now, policy));
        }

        private void advance(Instant now) {
            Instant due = EbikeRule.nextTimer(memory, policy);
            if (due != null && !due.isAfter(now)) {
                take(EbikeRule.advanceTo(memory, ports, now, policy));
            }
        }

        private void cutOff(SiteModel.Where where) {
            order(PortAction.CUT_OFF, where.stationId(), where.port(), "officer");
        }

        /**
         * What was cut off is repaired when its case is over, and given back by somebody else: as
         * soon as the rules allow it, which is not while the port is red.
         */
        private void enable(List<Case> over) {
            for (; seen < over.size(); seen++) {
                if (over.get(seen).danger() == Danger.WELDED_AT_CUT_OFF) {
                    toEnable.add(over.get(seen));
                }
            }
            toEnable.removeIf(
                    one ->
                            order(PortAction.ENABLE, one.stationId(), one.port(), "chief")
                                    == PortOrderState.ENABLED);
        }

        private PortOrderState order(PortAction action, String station, int port, String by) {
            Instant at = Instant.ofEpochMilli(nowMs);
            String id = "%s-%s-%d-%d".formatted(action, station, port, nowMs);
            PortOrder order =
                    new PortOrder(id, ref.id(), station, port, action, by, "演练", null, at);
            EbikeDecision decision = EbikeRule.apply(memory, ports, order, at, policy);
            take(decision);
            return decision.orders().get(0).state();
        }

        private void take(EbikeDecision decision) {
            sessions += decision.sessions().size();
            decision.detections().forEach(this::take);
            decision.commands().forEach(this::answer);
        }

        private void take(Detection one) {
            if (one.alertClass() == AlertClass.MAINTENANCE) {
                maintenance += one.raised() ? 1 : 0;
                return;
            }
            if (one.raised()) {
                int session =
                        one.point() == null
                                ? 0
                                : sessionAt.getOrDefault(one.deviceId() + "#" + one.point(), 0);
                hits.add(
                        new Hit(
                                ref.id(),
                                one.deviceId(),
                                one.point(),
                                one.kind(),
                                one.level(),
                                nowMs,
                                session));
            }
        }

        /** As the gateway with the charger's connection does: sent, and answered a second later. */
        private void answer(DeviceCommand command) {
            if (!command.kind().equals(PORT_OFF)) {
                return;
            }
            int port = Integer.parseInt(command.params().get("port"));
            PortAnswer.Step done =
                    model.stop(command.deviceId(), port, 0, this::take) == SiteModel.StopAnswer.DONE
                            ? PortAnswer.Step.DONE
                            : PortAnswer.Step.ALREADY_IDLE;
            for (PortAnswer.Step step : List.of(PortAnswer.Step.SENT, done)) {
                Instant at = Instant.ofEpochMilli(nowMs + (step == done ? 1_000 : 500));
                PortAnswer answer =
                        new PortAnswer(
                                command.params().get("order"),
                                Integer.parseInt(command.params().get("attempt")),
                                ref.id(),
                                command.deviceId(),
                                port,
                                step,
                                null,
                                "bench",
                                at);
                take(EbikeRule.apply(memory, ports, answer, at, policy));
            }
            // It asks for what the ports draw, as after every stop.
            model.lookInUse(command.deviceId()).stream()
                    .filter(one -> one.port() == port)
                    .forEach(one -> take(one.at(nowMs + ASKED_AFTER_MS)));
        }
    }

    private static ChargerProfile profile(String site) {
        return new ChargerProfile(
                site, 1, null, SITE_LIMIT_W, null, 60, null, false, null, "bench", START);
    }
}
