package org.citywall.gateway.notify.answer;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.citywall.contracts.names.MetricNames;

/** Counts what happens to links (docs/metrics.md). */
final class AnswerMeters {
    private final MeterRegistry meters;

    /** What may happen. */
    enum Event {
        MADE,
        OPENED,
        ACCEPTED,
        REFUSED,
        UNSETTLED,
        ANSWERED,
        EXPIRED,
        REVOKED,
        UNKNOWN,
        LOCKED
    }

    AnswerMeters(MeterRegistry meters) {
        this.meters = meters;
        for (Event event : Event.values()) {
            count(event, 0);
        }
    }

    void count(Event event) {
        count(event, 1);
    }

    private void count(Event event, int n) {
        String word = event.name().toLowerCase(Locale.ROOT);
        meters.counter(MetricNames.NOTIFY_LINKS, "event", word).increment(n);
    }
}
