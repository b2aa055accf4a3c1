package org.citywall.contracts.alertrule;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.citywall.contracts.Nullable;

/**
 * What becomes one alert, and when it is over. The first rule that matches a detection counts; a
 * detection that none matches keeps the group of its job (domain, class, site).
 *
 * @param id name of the rule
 * @param match which detections
 * @param by fields that must be equal: {@code domain}, {@code class}, {@code kind}, {@code site},
 *     {@code device}, {@code point}, {@code place} or {@code place:N} (its first N parts), {@code
 *     evidence:NAME}; null or empty: the group of the job
 * @param reopenWithinS a detection so long after the alert was closed opens it again, in seconds;
 *     null: it opens another
 * @param closeAfterS an alert whose condition is clear closes itself so long after {@code
 *     closeFrom}; null: as the job's settings say. Alarms of level 1 and 2 never close themselves
 * @param closeFrom from when {@code closeAfterS} counts; null: {@link From#CLEAR}
 */
public record GroupRule(
        String id,
        AlertMatch match,
        @Nullable List<String> by,
        @Nullable Long reopenWithinS,
        @Nullable Long closeAfterS,
        @Nullable From closeFrom) {
    /** From when a quiet time counts. */
    public enum From {
        /** the condition cleared */
        @JsonProperty("clear")
        CLEAR,
        /** the last detection that raised it */
        @JsonProperty("raise")
        RAISE
    }
}
