package org.citywall.stream.alert;

import java.util.Objects;
import org.citywall.contracts.alert.AlertSource;
import org.citywall.contracts.alert.Detection;

/** Devices and points of an alert: which detection is of which, and what it makes of it. */
final class Sources {
    private Sources() {}

    /** What a detection and its end have in common. */
    static String key(Detection of) {
        return key(of.deviceId(), of.point(), of.kind());
    }

    static String key(AlertSource of) {
        return key(of.deviceId(), of.point(), of.kind());
    }

    private static String key(String device, String point, String kind) {
        return device + '|' + point + '|' + kind;
    }

    static boolean isOf(AlertSource source, Detection detection) {
        return source.deviceId().equals(detection.deviceId())
                && Objects.equals(source.point(), detection.point())
                && source.kind().equals(detection.kind());
    }

    static boolean isActive(AlertEdit edit, Detection detection) {
        return edit.unlisted.contains(detection)
                || edit.sources.stream().anyMatch(s -> s.active() && isOf(s, detection));
    }

    static boolean isActive(TrackedAlert tracked, Detection detection) {
        return tracked.unlisted().contains(detection)
                || tracked.alert().sources().stream()
                        .anyMatch(s -> s.active() && isOf(s, detection));
    }

    /** Whether the alert lists it, and it was over. */
    static boolean isOver(AlertEdit edit, Detection detection) {
        return edit.sources.stream().anyMatch(s -> !s.active() && isOf(s, detection));
    }

    static boolean anyActive(AlertEdit edit) {
        return edit.unlisted.mayBeActive() || edit.sources.stream().anyMatch(AlertSource::active);
    }

    /** A detection raises its source. */
    static void count(AlertEdit edit, Detection detection, AlertPolicy policy) {
        edit.count(1);
        for (int i = 0; i < edit.sources.size(); i++) {
            if (isOf(edit.sources.get(i), detection)) {
                edit.sources.set(i, again(edit.sources.get(i), detection));
                return;
            }
        }
        if (edit.sources.size() < policy.maxSources()) {
            edit.sources.add(
                    new AlertSource(
                            detection.deviceId(),
                            detection.point(),
                            detection.kind(),
                            true,
                            detection.receivedAt(),
                            detection.receivedAt(),
                            1));
        } else {
            edit.unlisted = edit.unlisted.with(detection, policy.maxUnlisted());
        }
    }

    /** So many further detections of the same source, while it was not yet believed. */
    static void countMore(AlertEdit edit, Detection detection, int more) {
        if (more == 0) {
            return;
        }
        edit.count(more);
        edit.sources.replaceAll(
                s ->
                        isOf(s, detection)
                                ? new AlertSource(
                                        s.deviceId(),
                                        s.point(),
                                        s.kind(),
                                        s.active(),
                                        s.firstAt(),
                                        s.lastAt(),
                                        s.count() + more)
                                : s);
    }

    /** A detection ends its source. */
    static void end(AlertEdit edit, Detection end) {
        edit.sources.replaceAll(source -> isOf(source, end) ? ended(source, end) : source);
        edit.unlisted = edit.unlisted.without(end);
    }

    private static AlertSource again(AlertSource source, Detection detection) {
        return new AlertSource(
                source.deviceId(),
                source.point(),
                source.kind(),
                true,
                source.firstAt(),
                detection.receivedAt(),
                source.count() + 1);
    }

    private static AlertSource ended(AlertSource source, Detection end) {
        return new AlertSource(
                source.deviceId(),
                source.point(),
                source.kind(),
                false,
                source.firstAt(),
                end.receivedAt(),
                source.count());
    }
}
