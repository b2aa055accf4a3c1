package org.citywall.gateway.notify.answer;

import java.time.Duration;

/**
 * How pages are answered without a log-in.
 *
 * @param valid for so long after it was sent a link may be used; zero: pages carry none
 */
public record AnswerOptions(Duration valid) {
    /**
     * 30 min: the time in which a department must reply (30分钟响应, docs/domain/ticket.md). By then an
     * alert that nobody answers has climbed to somebody else.
     */
    public static AnswerOptions defaults() {
        return new AnswerOptions(Duration.ofMinutes(30));
    }

    /** Whether pages carry links. */
    boolean isOn() {
        return !valid.isZero();
    }
}
