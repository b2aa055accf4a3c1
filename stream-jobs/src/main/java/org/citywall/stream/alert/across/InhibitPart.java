package org.citywall.stream.alert.across;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alertrule.AlertRules;
import org.citywall.stream.alert.rules.RuleVersions;
import org.citywall.stream.alert.rules.Traits;

/**
 * One open alert as the rules of inhibition see it. Changes wait until event time has passed them,
 * so that each meets the version of the rules that judges at its time, whichever channel was
 * faster. When another version takes over, the alert is weighed anew as of that moment, however
 * late that is found.
 *
 * @param alert earlier releases remembered the whole alert; null: {@code traits} is what is known
 * @param links its parts
 * @param version that gave them
 * @param waiting changes that are not judged yet, oldest first
 * @param lookAt when the next version that is known takes over, in milliseconds; 0: none is known
 * @param traits of its newest judged revision; null: none yet
 * @param judgedAt when it was judged last, in milliseconds; 0: not known
 */
public record InhibitPart(
        @Nullable Alert alert,
        List<InhibitLink> links,
        long version,
        List<Waiting> waiting,
        long lookAt,
        @Nullable Traits traits,
        long judgedAt)
        implements AlertPart {
    public static final InhibitPart EMPTY =
            new InhibitPart(null, List.of(), 0, List.of(), 0, null, 0);

    public InhibitPart {
        links = links == null ? List.of() : List.copyOf(links);
        waiting = waiting == null ? List.of() : List.copyOf(waiting);
        traits = traits == null && alert != null ? Traits.of(alert) : traits;
        alert = null;
    }

    /**
     * A change that is not judged yet.
     *
     * @param at its event time, in milliseconds
     * @param alert earlier releases remembered the whole alert; null: {@code traits} is it
     * @param traits of the alert after it
     */
    public record Waiting(long at, @Nullable Alert alert, Traits traits) {
        public Waiting {
            traits = traits == null && alert != null ? Traits.of(alert) : traits;
            alert = null;
        }
    }

    /**
     * What follows.
     *
     * @param part the alert as it is now known
     * @param news parts left, then parts taken
     */
    public record Decision(InhibitPart part, List<InhibitNews> news) {}

    @Override
    public boolean waitsFor(long moment) {
        return waiting.stream().anyMatch(each -> each.at() == moment);
    }

    @Override
    public boolean isEmpty() {
        return traits == null && waiting.isEmpty();
    }

    /** A change arrives. */
    public InhibitPart accept(Alert changed, long at) {
        List<Waiting> more = new ArrayList<>(waiting);
        more.add(new Waiting(at, null, Traits.of(changed)));
        return new InhibitPart(null, links, version, more, lookAt, traits, judgedAt);
    }

    /** Event time has passed a moment: judge what waited, under the rules of its time. */
    public Decision advanceTo(String alertId, long now, RuleVersions versions) {
        List<InhibitNews> news = new ArrayList<>();
        List<Waiting> later = new ArrayList<>();
        InhibitPart part = this;
        for (Waiting each : waiting) {
            if (each.at() > now) {
                later.add(each);
            } else {
                part = part.follow(alertId, each.at(), versions, news);
                part = part.judge(alertId, each.traits(), each.at(), versions, news);
            }
        }
        part = part.follow(alertId, now, versions, news);
        Instant next = part.traits == null ? null : versions.replacedAt(part.version);
        return new Decision(
                new InhibitPart(
                        null,
                        part.links,
                        part.version,
                        later,
                        next == null ? 0 : next.toEpochMilli(),
                        part.traits,
                        part.judgedAt),
                news);
    }

    /** Weighs the alert anew under each version that took over up to a moment. */
    private InhibitPart follow(
            String alertId, long until, RuleVersions versions, List<InhibitNews> news) {
        InhibitPart part = this;
        while (part.traits != null) {
            Instant next = versions.replacedAt(part.version);
            if (next == null || next.toEpochMilli() > until) {
                break;
            }
            long known = part.judgedAt == 0 ? until : part.judgedAt;
            long at = next.equals(Instant.EPOCH) ? known : next.toEpochMilli();
            part = part.judge(alertId, part.traits, Math.max(at, part.judgedAt), versions, news);
        }
        return part;
    }

    private InhibitPart judge(
            String alertId,
            Traits changed,
            long now,
            RuleVersions versions,
            List<InhibitNews> news) {
        AlertRules rules = versions.at(Instant.ofEpochMilli(now));
        List<InhibitLink> after = InhibitLink.of(changed, rules);
        for (InhibitLink link : links) {
            if (after.stream().noneMatch(link::isSamePart)) {
                news.add(new InhibitNews(alertId, link, false, changed.open(), now));
            }
        }
        for (InhibitLink link : after) {
            if (!links.contains(link)) {
                news.add(new InhibitNews(alertId, link, true, changed.open(), now));
            }
        }
        return new InhibitPart(
                null,
                after,
                rules.version(),
                waiting,
                lookAt,
                changed.open() ? changed : null,
                now);
    }
}
