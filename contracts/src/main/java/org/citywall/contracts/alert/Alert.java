package org.citywall.contracts.alert;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.place.SiteRef;

/**
 * The living thing on the wall: detections with the same group key, aggregated, with two
 * independent halves of state (condition and response), a level, timers and a revision.
 *
 * @param id group hash and hash of the first detection
 * @param rev see {@link org.citywall.contracts.Revisions}
 * @param groupKey what is aggregated
 * @param alertClass danger or maintenance (JSON name {@code class})
 * @param domain what it is about
 * @param kind rule name of the gravest detection
 * @param level 1 (red) to 4 (blue)
 * @param condition what the world says
 * @param response what people did
 * @param disposition what it turned out to be; null until somebody says
 * @param title a few words
 * @param reason the sentence of the detection that set the level
 * @param evidence name → value with unit
 * @param site where
 * @param place grid path
 * @param placeName the same in words
 * @param sources devices and points, first-out first
 * @param occurrences number of raising detections
 * @param raisedAt event time at which the jobs opened it
 * @param firstSignalAt device time of the first signal, or its received time if it gave none
 * @param receivedAt when the gateway had the first signal
 * @param updatedAt event time of this revision
 * @param owner account that acknowledged or accepted it
 * @param timers running deadlines, soonest first
 * @param escalation how far it climbed unanswered
 * @param suppressedBy alert that hides it
 * @param shelvedUntil end of its shelving
 * @param tags wire names of {@link AlertTag}
 * @param verification whether it was found to be real; null until there is a result
 * @param falseAlarmCause why it was none; with disposition false-alarm of a fire alert
 * @param report119 who told the fire brigade last
 * @param answering whom the alert called; null: nobody, as for all but slope alarms of level orange
 *     or red
 * @param evacuation newest counts of those who must leave; null: none
 * @param partOf parent alert of the flood that it is part of; null: none
 * @param flood what it stands for, if it is such a parent
 * @param standing id of the silence, drill or device out of service that it falls under; null: none
 * @param orders what departments were told to do, oldest first; null: nothing
 */
public record Alert(
        String id,
        long rev,
        String groupKey,
        @JsonProperty("class") AlertClass alertClass,
        AlertDomain domain,
        String kind,
        int level,
        Condition condition,
        Response response,
        @Nullable Disposition disposition,
        String title,
        String reason,
        Map<String, String> evidence,
        @Nullable SiteRef site,
        @Nullable String place,
        @Nullable String placeName,
        List<AlertSource> sources,
        int occurrences,
        Instant raisedAt,
        Instant firstSignalAt,
        Instant receivedAt,
        Instant updatedAt,
        @Nullable String owner,
        List<AlertTimer> timers,
        Escalation escalation,
        @Nullable String suppressedBy,
        @Nullable Instant shelvedUntil,
        List<String> tags,
        @Nullable Verification verification,
        @Nullable FalseAlarmCause falseAlarmCause,
        @Nullable Report119 report119,
        @Nullable Answering answering,
        @Nullable Evacuation evacuation,
        @Nullable String partOf,
        @Nullable FloodSummary flood,
        @Nullable String standing,
        @Nullable List<AlertOrder> orders) {}
