package org.citywall.stream.ebike;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.citywall.contracts.ebike.ChargerPage;
import org.citywall.contracts.ebike.ChargerSite;
import org.citywall.contracts.ebike.PortOrderView;
import org.citywall.contracts.ebike.PortView;
import org.citywall.contracts.ebike.StationView;

/** Builds what the page of a site shows, and the line of it on the wall. */
final class Views {
    private static final long DAY = 86_400_000;
    private static final int MOST_REASONS = 3;

    private static final Comparator<PortMemory> BY_PLACE =
            Comparator.comparing((PortMemory port) -> port.stationId)
                    .thenComparingInt(port -> port.port);

    private final EbikeDraft draft;
    private final List<PortMemory> ports;
    private final ChargerSite summary;

    /** Ports of which something is wrong; looked for once, since nothing is wrong with most. */
    private final List<PortMemory> alarmed = new ArrayList<>(0);

    private int inUse;
    private int locked;
    private PortMemory hottest;

    /** Of the site as it is now. */
    Views(EbikeDraft draft) {
        this.draft = draft;
        this.ports = new ArrayList<>(draft.site.ports);
        draft.ports.all().forEach(ports::add);
        count();
        this.summary = summarize();
    }

    ChargerSite summary() {
        return summary;
    }

    ChargerPage page() {
        ports.sort(BY_PLACE);
        return new ChargerPage(
                summary.id(),
                summary.rev(),
                summary,
                stations(),
                ports.stream().map(port -> port(draft, port)).toList(),
                Limits.of(draft.site, draft.policy),
                List.copyOf(draft.site.orders),
                draft.site.profile.version());
    }

    private void count() {
        for (PortMemory port : ports) {
            boolean heard = SiteRules.isHeard(draft, port);
            inUse += heard && port.session != null ? 1 : 0;
            locked += port.lockedBy != null ? 1 : 0;
            if (!port.findings.isEmpty()) {
                alarmed.add(port);
            }
            if (heard && !port.tempLost && !Float.isNaN(port.tempC) && isHotter(port)) {
                hottest = port;
            }
        }
    }

    /** Of two that are equally hot it is always the same one. */
    private boolean isHotter(PortMemory port) {
        return hottest == null
                || port.tempC > hottest.tempC
                || (port.tempC == hottest.tempC && BY_PLACE.compare(port, hottest) < 0);
    }

    private ChargerSite summarize() {
        SiteMemory site = draft.site;
        List<Named> named = reasons();
        int level = Cameras.level(site, named.isEmpty() ? PortView.NO_LEVEL : named.get(0).level());
        if (level != site.level) {
            site.level = level;
            site.since = level == PortView.NO_LEVEL ? null : draft.now;
        }
        int online = 0;
        for (StationMemory station : site.stations.values()) {
            online += station.online ? 1 : 0;
        }
        return new ChargerSite(
                site.replay ? site.id() + SiteMemory.REPLAY : site.id(),
                site.rev,
                site.site,
                site.place,
                site.placeName,
                Instant.ofEpochMilli(site.receivedAt),
                level,
                named.stream().limit(MOST_REASONS).map(Named::reason).toList(),
                site.since,
                ports.size(),
                inUse,
                tenths(site.powerW),
                site.profile.siteLimitW(),
                hottest == null ? null : Sessions.known(hottest.tempC),
                hottest == null ? null : EbikeWords.port(site, hottest),
                site.stations.size(),
                site.stations.size() - online,
                !site.stations.isEmpty() && online == 0,
                site.open.size(),
                lastDay(site.proven, draft.nowMs()),
                lastDay(site.failed, draft.nowMs()),
                locked,
                site.replay);
    }

    private static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }

    private static int lastDay(List<Long> times, long now) {
        times.removeIf(time -> now - time > DAY);
        return times.size();
    }

    private record Named(int level, String reason) {}

    private List<Named> reasons() {
        SiteMemory site = draft.site;
        List<Named> all = new ArrayList<>();
        for (Finding one : site.findings) {
            all.add(new Named(one.level(), one.reason()));
        }
        site.stations.values().stream()
                .filter(station -> !station.findings.isEmpty())
                .sorted(Comparator.comparing(station -> station.id))
                .forEach(
                        station ->
                                name(EbikeWords.station(site, station.id), station.findings, all));
        alarmed.sort(BY_PLACE);
        alarmed.forEach(port -> name(EbikeWords.port(site, port), port.findings, all));
        for (CameraSight sight : site.cameras) {
            all.add(new Named(sight.level(), sight.rule().title() + "：" + sight.cameraId()));
        }
        if (site.replay) {
            Replays.refusals(site).forEach(words -> all.add(new Named(PortView.NO_LEVEL, words)));
        }
        all.sort(Comparator.comparingInt(Named::level));
        return all;
    }

    private static void name(String whose, List<Finding> findings, List<Named> to) {
        for (Finding one : findings) {
            to.add(new Named(one.level(), whose + "：" + one.reason()));
        }
    }

    private List<StationView> stations() {
        Map<String, Integer> every = new HashMap<>();
        for (PortMemory port : ports) {
            every.merge(port.stationId, Sampling.nowS(port), Math::max);
        }
        return new TreeMap<>(draft.site.stations)
                .values().stream().map(one -> station(one, every.getOrDefault(one.id, 0))).toList();
    }

    private static StationView station(StationMemory station, int everyS) {
        return new StationView(
                station.id,
                station.online,
                Instant.ofEpochMilli(station.receivedAt),
                station.smoke,
                everyS == 0 ? null : everyS,
                Sampling.blind(everyS));
    }

    private static PortView port(EbikeDraft draft, PortMemory port) {
        SessionMemory session = port.session;
        return new PortView(
                port.stationId,
                port.port,
                port.at == 0 ? draft.now : Instant.ofEpochMilli(port.at),
                port.state,
                port.phase(),
                Sessions.known(port.powerW),
                port.tempLost ? null : Sessions.known(port.tempC),
                Sessions.known(port.boardC),
                session == null ? null : session.id,
                session == null ? null : Instant.ofEpochMilli(session.startedAt),
                session == null ? null : (int) (Sessions.length(port) / 1_000),
                session == null ? null : Sessions.known(session.energyWh),
                session == null ? null : Sessions.known(session.plateauW),
                Findings.gravest(port.findings),
                port.findings.stream()
                        .sorted(Comparator.comparingInt(Finding::level))
                        .map(one -> one.rule().title() + "：" + one.reason())
                        .toList(),
                LostHeat.isUnknown(port),
                port.lockedBy,
                order(draft.site, port),
                port.minutes.curve());
    }

    private static PortOrderView order(SiteMemory site, PortMemory port) {
        for (PortOrderView order : site.orders) {
            if (order.port() == port.port && order.stationId().equals(port.stationId)) {
                return order;
            }
        }
        return null;
    }
}
