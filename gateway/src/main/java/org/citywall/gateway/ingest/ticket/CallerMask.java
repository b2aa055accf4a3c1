package org.citywall.gateway.ingest.ticket;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.function.UnaryOperator;
import org.citywall.gateway.privacy.CaseMask;
import org.citywall.gateway.privacy.Redactor;
import org.citywall.gateway.privacy.Sealing;

/**
 * Masks typed words of whoever called about their case. Reads the callers each time: people type
 * seldom, and another gateway may have heard of a caller since.
 */
public final class CallerMask implements CaseMask {
    private final CaseCallers callers;

    /**
     * Masks by what is sealed there.
     *
     * @param pool where sealed callers are kept
     */
    public CallerMask(Pool pool, Sealing sealing) {
        this.callers = new CaseCallers(pool, sealing, 0);
    }

    @Override
    public Future<UnaryOperator<String>> of(String caseId) {
        return callers.of(caseId, null)
                .map(
                        all -> {
                            Redactor redactor = new Redactor(null);
                            all.forEach(
                                    one -> redactor.know(one.name(), one.phone(), one.idNumber()));
                            return redactor::text;
                        });
    }
}
