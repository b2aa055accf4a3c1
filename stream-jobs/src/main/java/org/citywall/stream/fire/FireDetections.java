package org.citywall.stream.fire;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.citywall.contracts.Ids;
import org.citywall.contracts.alert.AlertDomain;
import org.citywall.contracts.alert.AlertTag;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.fire.FireSignal;
import org.citywall.contracts.fire.RawPress;
import org.citywall.contracts.fire.TestWindow;

/** Builds detections: ids from facts alone, the group, and the words. */
final class FireDetections {
    private FireDetections() {}

    /** Id of the raw card that a gateway shows for this press. */
    static String rawPressId(FireSignal signal) {
        return RawPress.idOf(signal.source(), signal.deviceId(), signal.id());
    }

    /**
     * Domain, class and site; a device without a site is a group of its own. A recorded event never
     * shares a group with real ones: its clear must not clear a real condition.
     */
    static String groupKey(FireSignal signal, FireCondition condition) {
        String where = signal.site() == null ? signal.deviceId() : signal.site().id();
        return groupKey(condition, where) + (signal.replay() ? "/replay" : "");
    }

    /**
     * The log's time is part of the id: a sender that counts from one again after the duplicate
     * horizon means a new event, and a replay of the log has the same times.
     */
    static Detection raised(
            FireSignal signal,
            FireCondition condition,
            Account account,
            Instant now,
            String groupKey,
            int level) {
        return new Detection(
                Ids.of(
                        "raised",
                        Repeats.key(signal),
                        condition.kind(),
                        Long.toString(now.toEpochMilli())),
                groupKey,
                AlertDomain.FIRE,
                condition.alertClass(),
                condition.kind(),
                level,
                true,
                signal.deviceId(),
                signal.point(),
                account.isIncident() ? FireWords.INCIDENT : condition.title(),
                FireWords.account(account) + FireWords.reason(signal, condition),
                FireWords.evidence(signal, account),
                signal.site(),
                signal.place(),
                signal.placeName(),
                signal.deviceTime(),
                signal.receivedAt(),
                signal.signal().isFire() ? rawPressId(signal) : null,
                signal.replay(),
                tags(signal, account));
    }

    static Detection cleared(FireSignal signal, OpenCondition open) {
        FireCondition condition = open.condition();
        return new Detection(
                Ids.of("cleared", Repeats.key(signal), open.detectionId()),
                open.groupKey(),
                AlertDomain.FIRE,
                condition.alertClass(),
                condition.kind(),
                Level.BLUE,
                false,
                signal.deviceId(),
                open.point(),
                condition.title() + "恢复",
                FireWords.restored(signal, open),
                FireWords.evidence(signal, Account.NONE),
                signal.site(),
                signal.place(),
                signal.placeName(),
                signal.deviceTime(),
                signal.receivedAt(),
                null,
                signal.replay(),
                tags(signal, Account.NONE));
    }

    /**
     * A line of the record of a registered test: blue, in a group of its own, without the raw press
     * (its outcome says that it was a drill).
     */
    static Detection drill(
            TestWindow test, FireSignal signal, boolean raised, String reason, Instant now) {
        List<String> tags = new ArrayList<>(signal.tags());
        tags.add(AlertTag.DRILL.wireName());
        return new Detection(
                Ids.of(
                        raised ? "drill" : "drill-end",
                        test.id(),
                        Repeats.key(signal),
                        Long.toString(now.toEpochMilli())),
                String.join("/", "fire", AlertTag.DRILL.wireName(), test.siteId()),
                AlertDomain.FIRE,
                FireCondition.DRILL.alertClass(),
                FireCondition.DRILL.kind(),
                Level.BLUE,
                raised,
                signal.deviceId(),
                signal.point(),
                FireCondition.DRILL.title(),
                reason,
                DrillWords.evidence(test, signal),
                signal.site(),
                signal.place(),
                signal.placeName(),
                signal.deviceTime(),
                raised ? signal.receivedAt() : now,
                null,
                false,
                tags);
    }

    /** Its id comes from the last sign of life: one silence is one detection. */
    static Detection offline(
            FireDevice device, Instant silentFrom, Instant now, FirePolicy policy) {
        return ofDevice(
                device,
                Ids.of("offline", device.id(), Long.toString(device.heardAt().toEpochMilli())),
                groupKey(FireCondition.OFFLINE, device.site().id()),
                policy.levelOf(FireCondition.OFFLINE),
                true,
                FireCondition.OFFLINE.title(),
                FireWords.silence(device, silentFrom, now, policy),
                now);
    }

    static Detection backOnline(FireDevice device, OpenCondition open, Instant at) {
        return ofDevice(
                device,
                Ids.of("online", open.detectionId()),
                open.groupKey(),
                Level.BLUE,
                false,
                "设备恢复在线",
                FireWords.heardAgain(at),
                at);
    }

    private static Detection ofDevice(
            FireDevice device,
            String id,
            String groupKey,
            int level,
            boolean raised,
            String title,
            String reason,
            Instant at) {
        return new Detection(
                id,
                groupKey,
                AlertDomain.FIRE,
                FireCondition.OFFLINE.alertClass(),
                FireCondition.OFFLINE.kind(),
                level,
                raised,
                device.id(),
                null,
                title,
                reason,
                Map.of("设备", device.id(), "最后消息", FireWords.clock(device.lastSeenAt())),
                device.site(),
                device.place(),
                device.placeName(),
                null,
                at,
                null,
                false,
                List.of());
    }

    private static String groupKey(FireCondition condition, String where) {
        return String.join("/", "fire", FireWords.wireName(condition.alertClass()), where);
    }

    private static List<String> tags(FireSignal signal, Account account) {
        Set<String> tags = new LinkedHashSet<>(signal.tags());
        add(tags, AlertTag.UNREGISTERED, !signal.registered());
        add(tags, AlertTag.REPLAY, signal.replay());
        add(tags, AlertTag.INCIDENT, account.isIncident());
        add(tags, AlertTag.DRILL_BROKEN, account.brokenDrill() != null);
        return List.copyOf(tags);
    }

    private static void add(Set<String> tags, AlertTag tag, boolean applies) {
        if (applies) {
            tags.add(tag.wireName());
        }
    }
}
