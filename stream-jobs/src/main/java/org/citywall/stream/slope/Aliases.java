package org.citywall.stream.slope;

import java.util.List;
import java.util.Map;

/**
 * Renamed stations stay one series, also if a person says so after readings came under the new
 * name: the longer series goes on under the name that counts. The few readings of the shorter one
 * are left out of the models; they may have another origin, and raw they are kept anyway.
 */
final class Aliases {
    private Aliases() {}

    static void apply(SlopeDraft draft) {
        for (Map.Entry<String, String> alias : draft.profile.aliases().entrySet()) {
            for (SlopeChannel channel : List.copyOf(draft.channels().values())) {
                if (channel.stationId().equals(alias.getKey())) {
                    rename(draft, channel, alias.getValue());
                }
            }
        }
    }

    private static void rename(SlopeDraft draft, SlopeChannel old, String station) {
        for (String fault : old.faults()) {
            Faults.set(draft, old.key(), fault, false, "该测站已更名为 " + station);
        }
        SlopeChannel ended = draft.channel(old.key());
        String key = station + "/" + old.channel();
        SlopeChannel known = draft.channel(key);
        draft.remove(old.key());
        draft.put(known == null ? ended.renamed(key, station) : joined(ended, known));
        if (old.key().equals(draft.leader)) {
            draft.leader = key;
        }
        if (old.key().equals(draft.silent)) {
            draft.silent = key;
        }
    }

    /** The longer memory, with what was heard last. */
    private static SlopeChannel joined(SlopeChannel old, SlopeChannel known) {
        if (old.instrument() != known.instrument() || size(old) <= size(known)) {
            return known;
        }
        SlopeChannel kept = old.renamed(known.key(), known.stationId());
        return known.lastAt().isAfter(old.lastAt())
                ? kept.heard(
                                known.values(),
                                known.lastAt(),
                                known.heardAt(),
                                known.intervalSeconds(),
                                known.longGaps(),
                                known.sameCount(),
                                known.sameSince())
                        .withFaults(known.faults())
                : kept.withFaults(known.faults());
    }

    private static int size(SlopeChannel channel) {
        return channel.motion() == null
                ? channel.rain() == null ? 0 : channel.rain().slots().length
                : channel.motion().bins().size();
    }
}
