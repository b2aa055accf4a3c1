package org.citywall.stream.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.citywall.contracts.alert.AlertSource;
import org.citywall.contracts.alert.AlertTag;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.alert.Response;
import org.citywall.contracts.alertrule.AlertRules;
import org.citywall.contracts.alertrule.ChatterRule;
import org.citywall.stream.alert.AlertMemory.SourceNote;

/**
 * A source that comes and goes so often that it only makes noise (ISA-18.2: 3 in 1 min) is one line
 * until it was quiet: its clears wait as long as that ({@link Delays}), its raises make no revision
 * ({@link News}). Red is marked too, and shown as it comes all the same.
 */
final class Chatter {
    /** When a source was quiet long enough. */
    static final String QUIET = "chatter";

    static final String TAG = AlertTag.CHATTERING.wireName();

    private Chatter() {}

    /** Whether toggles of this alert make no revision. */
    static boolean isOneLine(AlertEdit edit) {
        return edit.level > Level.RED && edit.tags.contains(TAG);
    }

    /** Whether this source only makes noise now. */
    static boolean isNoise(AlertEdit edit, Detection of) {
        SourceNote note = edit.memory.sources.get(Sources.key(of));
        return note != null && note.chattering();
    }

    /**
     * Whether nothing but noise keeps the alert active: a healthy neighbour in the same alert is
     * not silenced by it.
     */
    static boolean isAllNoise(AlertEdit edit) {
        return edit.tags.contains(TAG)
                && edit.sources.stream()
                        .filter(AlertSource::active)
                        .map(Sources::key)
                        .map(edit.memory.sources::get)
                        .allMatch(note -> note != null && note.chattering());
    }

    /**
     * A source was raised; {@code again}: it was over before. Words for the line if it is too often
     * now; empty: it is not, or was already.
     */
    static String raised(
            AlertEdit edit, Detection raise, boolean again, Instant now, AlertDraft draft) {
        if (!again && edit.memory.sources.isEmpty()) {
            return "";
        }
        ChatterRule rule = draft.rules.at(now).chatter();
        String source = Sources.key(raise);
        SourceNote note = edit.memory.sources.get(source);
        if (note != null && note.chattering()) {
            edit.memory.sources.put(source, changed(note, now));
            return "";
        }
        boolean hasRoom = note != null || edit.memory.sources.size() < draft.policy.maxSources();
        if (!again || !hasRoom) {
            return "";
        }
        List<Instant> raises = new ArrayList<>(note == null ? List.of() : note.raises());
        Instant since = now.minusSeconds(rule.withinS());
        raises.removeIf(each -> !each.isAfter(since));
        raises.add(now);
        boolean tooOften = raises.size() >= rule.count();
        edit.memory.sources.put(
                source,
                new SourceNote(
                        raise.level(),
                        note == null ? null : note.number(),
                        tooOften ? List.of() : List.copyOf(raises),
                        now,
                        tooOften));
        if (!tooOften) {
            return "";
        }
        edit.tags.add(TAG);
        return "%s内第 %d 次恢复后又触发，按抖动处理："
                .formatted(Words.span(Duration.ofSeconds(rule.withinS())), rule.count());
    }

    /** A chattering source changed, and nobody needs to hear of it. */
    static AlertEdit changed(TrackedAlert tracked, Detection detection, Instant now) {
        AlertEdit edit = AlertEdit.of(tracked);
        edit.memory.sources.computeIfPresent(
                Sources.key(detection), (key, note) -> changed(note, now));
        return edit;
    }

    /** Gives the edit the timer that its state needs. */
    static void arrange(AlertEdit edit, Instant now, AlertRules rules) {
        if (edit.response == Response.CLOSED) {
            edit.memory.sources.clear();
        }
        forgetOld(edit, now, rules);
        Instant first = null;
        for (SourceNote note : edit.memory.sources.values()) {
            if (note.chattering() && (first == null || note.changedAt().isBefore(first))) {
                first = note.changedAt();
            }
        }
        if (first == null) {
            edit.memory.timers.remove(QUIET);
            edit.tags.remove(TAG);
        } else {
            edit.memory.timers.put(QUIET, later(now, first.plusSeconds(rules.chatter().quietS())));
        }
    }

    /** Sources that were quiet long enough chatter no more. */
    static void end(AlertDraft draft, AlertEdit edit, Instant at) {
        long quietS = draft.rules.at(at).chatter().quietS();
        edit.memory.sources.replaceAll((key, note) -> ended(note, quietS, at));
        boolean over = edit.memory.sources.values().stream().noneMatch(SourceNote::chattering);
        if (over) {
            String reason = "已 %s没有变化，抖动结束".formatted(Words.span(Duration.ofSeconds(quietS)));
            draft.commit(edit, Cause.timer("chatter-over", at, reason));
        } else {
            draft.remember(edit, at);
        }
    }

    private static SourceNote ended(SourceNote note, long quietS, Instant at) {
        boolean over = note.chattering() && !note.changedAt().plusSeconds(quietS).isAfter(at);
        return over ? new SourceNote(note.level(), note.number(), List.of(), null, false) : note;
    }

    private static SourceNote changed(SourceNote note, Instant now) {
        return new SourceNote(note.level(), note.number(), note.raises(), now, note.chattering());
    }

    /** Raises that no count needs any more. */
    private static void forgetOld(AlertEdit edit, Instant now, AlertRules rules) {
        if (edit.memory.sources.isEmpty() || !rules.delays().isEmpty()) {
            return; // a delay measures the clear by it, and the source is listed all the same
        }
        Instant since = now.minusSeconds(rules.chatter().withinS());
        edit.memory
                .sources
                .values()
                .removeIf(
                        note ->
                                !note.chattering()
                                        && note.raises().stream()
                                                .noneMatch(each -> each.isAfter(since)));
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
