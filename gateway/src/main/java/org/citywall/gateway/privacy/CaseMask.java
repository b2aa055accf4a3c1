package org.citywall.gateway.privacy;

import io.vertx.core.Future;
import java.util.function.UnaryOperator;

/**
 * How words that people type about a case are masked: whoever called about it is known by name, as
 * at ingest. Patterns alone find no name in a sentence.
 */
@FunctionalInterface
public interface CaseMask {
    /**
     * Hides what names people in words about this case. Fails if it is not known who called: then
     * the words must not go further.
     */
    Future<UnaryOperator<String>> of(String caseId);
}
