package org.citywall.stream.insight;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import org.citywall.contracts.Nullable;

/**
 * One rule about many cases. Cases of a key come in the order in which they happened, as far as the
 * reorder delay reaches; each is told once.
 *
 * @param <S> what it remembers of a key; immutable
 */
public interface InsightRule<S> extends Serializable {
    /** Name of the stage: of its operator and state. */
    String name();

    /** Type of what it remembers. */
    Class<S> memory();

    /** The keys to which a case is told; none: it does not concern the rule. */
    List<InsightInput> inputs(InsightCase matter);

    /**
     * Takes a case.
     *
     * @param before null: nothing is remembered of this key
     */
    S take(@Nullable S before, InsightInput input, InsightDraft draft);

    /**
     * Lets time go on.
     *
     * @return what is remembered then; null: nothing
     */
    @Nullable
    S advance(S before, InsightDraft draft);

    /** When {@link #advance} must be called, in time of the log; null: never. */
    @Nullable
    Instant nextTimer(S memory);
}
