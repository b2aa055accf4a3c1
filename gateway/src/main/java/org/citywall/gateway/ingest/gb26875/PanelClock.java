package org.citywall.gateway.ingest.gb26875;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.citywall.contracts.fire.FireSignalKind;
import org.citywall.gateway.ingest.FireData;

/**
 * Watches the clock of one panel on one connection: the send time of each frame, and the event time
 * of fires, because a published frame of a real fire was sent at the right hour and says inside
 * that it happened 82 days before. Pure but for what it remembers.
 */
final class PanelClock {
    static final String POINT = "clock";

    /** A panel may have kept an event while its line was down; longer than this it is its clock. */
    private static final Duration OLD_EVENT = Duration.ofHours(24);

    private boolean isJudged;
    private boolean isWrong;
    private boolean isEventWrong;

    /**
     * What a frame says of the clock.
     *
     * @param isWrong beyond the limit
     * @param isEventWrong by the time of a fire
     * @param reading the signal to tell; null if nothing changed
     */
    record Verdict(boolean isWrong, boolean isEventWrong, Reading reading) {}

    /**
     * Judges a frame.
     *
     * @param sentAt the frame's own time, or null if it is none
     */
    Verdict judge(
            String deviceId,
            Instant sentAt,
            List<Reading> readings,
            Instant receivedAt,
            Duration limit) {
        boolean eventWrong = isEventWrong;
        Instant worst = null;
        for (Reading reading : readings) {
            Instant at = reading.data().deviceTime();
            if (reading.data().signal().isFire() && at != null) {
                eventWrong = isBeyond(at, receivedAt, OLD_EVENT);
                worst = at;
            }
        }
        boolean sentWrong = sentAt == null || isBeyond(sentAt, receivedAt, limit);
        boolean wrong = sentWrong || eventWrong;
        if (isJudged && wrong == isWrong) {
            return new Verdict(wrong, eventWrong, null);
        }
        Instant shown = sentWrong || worst == null ? sentAt : worst;
        String detail = wrong ? "时钟偏差 " + words(shown, receivedAt) : "时钟恢复正常";
        FireSignalKind kind = wrong ? FireSignalKind.FAULT : FireSignalKind.RESTORE;
        FireData data = new FireData(deviceId, kind, POINT, null, null, null, shown, detail);
        String id = "%s-%d-%s".formatted(POINT, receivedAt.toEpochMilli(), FireData.wire(kind));
        return new Verdict(wrong, eventWrong, new Reading(id, data));
    }

    /** The verdict is on record: what it told need not be told again. */
    void settled(Verdict verdict) {
        isJudged = true;
        isWrong = verdict.isWrong();
        isEventWrong = verdict.isEventWrong();
    }

    boolean isWrong() {
        return isWrong;
    }

    private static boolean isBeyond(Instant time, Instant receivedAt, Duration limit) {
        return Duration.between(time, receivedAt).abs().compareTo(limit) > 0;
    }

    private static String words(Instant time, Instant receivedAt) {
        if (time == null) {
            return "不可读";
        }
        Duration off = Duration.between(receivedAt, time);
        Duration size = off.abs();
        String amount =
                size.toDays() > 0
                        ? "%d 天 %d 小时".formatted(size.toDays(), size.toHoursPart())
                        : "%d 秒".formatted(size.toSeconds());
        return (off.isNegative() ? "慢 " : "快 ") + amount;
    }
}
