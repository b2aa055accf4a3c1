package org.citywall.contracts.alert;

import java.time.Instant;
import org.citywall.contracts.Nullable;

/**
 * 叫应: who was called about a slope alarm of level orange or red, and whether there was an answer. A
 * rise of the level demands a new one.
 *
 * @param person account that must answer; the first post of the escalation if nobody is named
 * @param calledAt event time of the newest call
 * @param calls number of calls, the newest included
 * @param answeredBy account that pressed, or that wrote the spoken answer down; null: no answer yet
 * @param answeredAt event time of the answer; null: none yet
 * @param how pressed or spoken; null: no answer yet
 */
public record Answering(
        String person,
        Instant calledAt,
        int calls,
        @Nullable String answeredBy,
        @Nullable Instant answeredAt,
        @Nullable AnswerHow how) {}
