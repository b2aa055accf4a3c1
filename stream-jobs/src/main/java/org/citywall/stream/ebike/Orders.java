package org.citywall.stream.ebike;

import static org.citywall.contracts.ebike.PortOrderState.ENABLED;
import static org.citywall.contracts.ebike.PortOrderState.REFUSED;
import static org.citywall.contracts.ebike.PortOrderState.REQUESTED;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.Ids;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.device.DeviceCommand;
import org.citywall.contracts.ebike.PortAction;
import org.citywall.contracts.ebike.PortOrder;
import org.citywall.contracts.ebike.PortOrderState;
import org.citywall.contracts.ebike.PortOrderView;
import org.citywall.contracts.ebike.PortView;
import org.citywall.stream.ebike.EbikeDecision.Verdict;

/** Accepts orders, or refuses them with a reason; the same id again has no effect. */
final class Orders {
    /** Kinds of commands to chargers. */
    static final String PORT_OFF = "port-off";

    static final String PORT_ON = "port-on";

    private Orders() {}

    static void take(EbikeDraft draft, PortOrder order) {
        SiteMemory site = draft.site;
        if (site.orderIds.contains(order.commandId(), draft.now)) {
            draft.verdict = Verdict.DUPLICATE;
            return;
        }
        OrderLimits limits = draft.policy.order();
        site.orderIds =
                site.orderIds
                        .pruned(draft.now)
                        .with(
                                order.commandId(),
                                draft.now.plus(limits.remembered()),
                                limits.maxRemembered());
        if (site.watchAt == 0) {
            Silence.watchAnew(draft); // Of a site that was never heard it is forgotten in time too.
        }
        if (order.action() == PortAction.CUT_OFF) {
            cutOff(draft, order);
        } else {
            enable(draft, order);
        }
    }

    private static void cutOff(EbikeDraft draft, PortOrder order) {
        String key = Ports.key(order.stationId(), order.port());
        OpenOrder open = draft.site.open.get(key);
        if (open != null) {
            refuse(
                    draft,
                    order,
                    "该端口已有未结束的断电指令：%s 于 %s 下达"
                            .formatted(
                                    CutOffs.person(open.view.by()),
                                    EbikeWords.clock(open.view.requestedAt())));
            return;
        }
        CutOffs.begin(draft, key, view(draft, order, REQUESTED, "已下达，等待网关发送"));
    }

    private static void enable(EbikeDraft draft, PortOrder order) {
        String key = Ports.key(order.stationId(), order.port());
        PortMemory port = draft.ports.get(key);
        if (draft.site.open.containsKey(key)) {
            refuse(draft, order, "该端口的断电指令尚未结束");
        } else if (port != null && port.lockedBy == null && LostHeat.isUnknown(port)) {
            LostHeat.release(draft, port, "%s 已到场核实；此前没有温度实测".formatted(order.by()));
            draft.ports.put(key, port);
            publish(
                    draft,
                    view(draft, order, ENABLED, "端口没有锁定；%s 核实后解除温度告警".formatted(order.by())));
        } else if (port == null || port.lockedBy == null) {
            refuse(draft, order, "该端口没有锁定");
        } else if (port.cutBy.contains(order.by())) {
            refuse(draft, order, "须由另一人恢复：断电的是 " + CutOffs.person(order.by()));
        } else if (!port.provenOff && isRed(port)) {
            refuse(draft, order, "该端口未实测到断电，且仍有红色告警，须到场处置后再恢复");
        } else {
            String cutBy = CutOffs.person(port.lockedBy);
            unlock(draft, port);
            publish(
                    draft,
                    view(
                            draft,
                            order,
                            ENABLED,
                            "已解除锁定；由 %s 断电，%s 恢复".formatted(cutBy, order.by())));
            send(draft, view(draft, order, ENABLED, ""), PORT_ON, null);
        }
    }

    /**
     * A red of its own; that its cut-off failed is the doubt itself, and no danger beside it. A
     * heat that nobody measures any more would else lock the port for ever.
     */
    private static boolean isRed(PortMemory port) {
        for (Finding one : port.findings) {
            if (one.level() == Level.RED
                    && one.rule() != EbikeKind.CUT_OFF_FAILED
                    && !LostHeat.isUnknown(port, one.rule())) {
                return true;
            }
        }
        return false;
    }

    private static void unlock(EbikeDraft draft, PortMemory port) {
        port.lockedBy = null;
        port.cutBy = new ArrayList<>(0);
        port.inUse = false;
        port.offSince = 0;
        draft.at = draft.nowMs();
        for (EbikeKind rule : List.of(EbikeKind.CUT_OFF_FAILED, EbikeKind.LOCKED_IN_USE)) {
            if (port.level(rule) != PortView.NO_LEVEL) {
                Verdicts.ofPort(draft, port, rule, PortView.NO_LEVEL, "端口已恢复使用");
            }
        }
        LostHeat.release(draft, port, "端口已恢复使用；此前没有温度实测");
        draft.ports.put(port.key(), port);
    }

    /**
     * The site's automatic: off unless somebody has set it, and only for what was measured just
     * now, since a backlog may tell of a battery that has gone home. A stuck relay is not helped by
     * it.
     */
    static void automatic(EbikeDraft draft, PortMemory port, EbikeKind rule, Detection detection) {
        SiteMemory site = draft.site;
        if (!site.profile.autoCutOff()
                || site.replay
                || detection.level() != Level.RED
                || !mayCutOff(draft, port, rule)) {
            return;
        }
        cutOff(draft, port, Ids.of("automatic", detection.id()), rule, detection.reason());
    }

    /**
     * A red that stands is cut off too: it may have begun in a backlog, or before somebody set the
     * automatic, or the port was enabled while it stood. Each time by an id of its own.
     */
    static void automaticStanding(EbikeDraft draft) {
        PortMemory port = draft.port;
        if (!draft.site.profile.autoCutOff() || draft.site.replay || port.findings.isEmpty()) {
            return;
        }
        for (Finding one : List.copyOf(port.findings)) {
            if (one.level() == Level.RED && mayCutOff(draft, port, one.rule())) {
                String id =
                        Ids.of(
                                "automatic",
                                draft.site.id(),
                                port.key(),
                                one.rule().wireName(),
                                Long.toString(one.since()),
                                Long.toString(draft.nowMs()));
                cutOff(draft, port, id, one.rule(), one.reason());
            }
        }
    }

    private static boolean mayCutOff(EbikeDraft draft, PortMemory port, EbikeKind rule) {
        return draft.reading != null
                && rule != EbikeKind.RELAY_STUCK
                && rule != EbikeKind.CUT_OFF_FAILED
                && port.lockedBy == null
                && !CutOffs.isOpen(draft, port)
                && isRecent(draft);
    }

    private static void cutOff(
            EbikeDraft draft, PortMemory port, String id, EbikeKind rule, String reason) {
        take(
                draft,
                new PortOrder(
                        id,
                        draft.site.id(),
                        port.stationId,
                        port.port,
                        PortAction.CUT_OFF,
                        PortOrder.AUTOMATIC,
                        rule.title() + "：" + reason,
                        null,
                        draft.now));
    }

    private static boolean isRecent(EbikeDraft draft) {
        long received = draft.reading.receivedAt().toEpochMilli();
        Instant device = draft.reading.deviceTime();
        long measured =
                !draft.timed ? received : draft.station.clock.corrected(device.toEpochMilli());
        return received - measured <= draft.policy.time().recent().toMillis();
    }

    private static void refuse(EbikeDraft draft, PortOrder order, String why) {
        publish(draft, view(draft, order, REFUSED, why));
    }

    private static PortOrderView view(
            EbikeDraft draft, PortOrder order, PortOrderState state, String detail) {
        return new PortOrderView(
                order.commandId(),
                draft.nowMs(),
                draft.site.id(),
                draft.site.place,
                order.stationId(),
                order.port(),
                order.action(),
                state,
                detail,
                order.by(),
                order.reason(),
                order.alertId(),
                state == REQUESTED ? 1 : 0,
                draft.now,
                null,
                null,
                state.isEnd() ? draft.now : null,
                null);
    }

    /** Tells of a change, and keeps it among the newest of the site. */
    static void publish(EbikeDraft draft, PortOrderView view) {
        draft.emit(view);
        draft.showNow();
        List<PortOrderView> orders = draft.site.orders;
        for (int i = 0; i < orders.size(); i++) {
            if (orders.get(i).id().equals(view.id())) {
                orders.set(i, view);
                return;
            }
        }
        orders.add(0, view);
        if (orders.size() > SiteMemory.MOST_ORDERS) {
            orders.remove(SiteMemory.MOST_ORDERS);
        }
    }

    static void send(EbikeDraft draft, PortOrderView order, String kind, String session) {
        int attempt = Math.max(1, order.attempts());
        Map<String, String> params = new HashMap<>();
        params.put("order", order.id());
        params.put("attempt", Integer.toString(attempt));
        params.put("port", Integer.toString(order.port()));
        params.put("site", order.siteId());
        if (session != null) {
            params.put("session", session);
        }
        draft.emit(
                new DeviceCommand(
                        order.id() + "#" + attempt,
                        order.stationId(),
                        kind,
                        params,
                        order.by(),
                        draft.now,
                        draft.now.plus(draft.policy.order().sendWithin())));
    }
}
