package org.citywall.gateway.ingest.ticket;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import org.citywall.contracts.Json;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.ticket.TicketContent;
import org.citywall.contracts.ticket.TicketEventKind;
import org.citywall.gateway.privacy.Masking;
import org.citywall.gateway.privacy.Redactor;
import org.citywall.gateway.privacy.Sealing;

/**
 * What of an event may be known, and what must be sealed. Of a ticket that its event calls secret
 * only the category is known; all else is sealed.
 *
 * @param content what it is about; null: it says nothing of that
 * @param proof masked
 * @param reason masked
 * @param by masked
 * @param originals what was masked or left out, to be sealed; null: nothing was
 */
record TicketPrivacy(
        @Nullable TicketContent content,
        @Nullable String proof,
        @Nullable String reason,
        @Nullable String by,
        @Nullable ObjectNode originals) {
    /**
     * @param callers who is known to have called about the case, beside who the event names
     */
    static TicketPrivacy of(TicketData data, List<TicketCaller> callers, Sealing sealing) {
        TicketCaller caller = data.caller();
        boolean secret = data.secret() || data.event() == TicketEventKind.SECRET;
        Redactor redactor = new Redactor(data.address());
        if (caller != null) {
            redactor.know(caller.name(), caller.phone(), caller.idNumber());
        }
        callers.forEach(one -> redactor.know(one.name(), one.phone(), one.idNumber()));
        ObjectNode originals = Json.mapper().createObjectNode();
        if (caller != null) {
            caller.toJson(originals.putObject("caller"));
        }
        String title = kept(originals, "title", data.title(), redactor.text(data.title()), secret);
        String text = kept(originals, "text", data.text(), redactor.text(data.text()), secret);
        String address = data.address() == null ? null : Masking.address(data.address());
        TicketContent content =
                new TicketContent(
                        data.classId(),
                        data.category(),
                        data.categoryName(),
                        title,
                        text,
                        kept(originals, "address", data.address(), address, secret),
                        caller == null ? null : sealing.callerHash(caller.identity()),
                        data.channel(),
                        secret,
                        data.unrated());
        String proof = kept(originals, "proof", data.proof(), redactor.text(data.proof()), secret);
        String reason =
                kept(originals, "reason", data.reason(), redactor.text(data.reason()), secret);
        String by = kept(originals, "by", data.by(), redactor.text(data.by()), false);
        if (secret && data.lon() != null) {
            originals.put("lon", data.lon()).put("lat", data.lat());
        }
        return new TicketPrivacy(
                isEmpty(content) ? null : content,
                proof,
                reason,
                by,
                originals.isEmpty() ? null : originals);
    }

    /** What may be known of a text; what it was, if that is another, is put to be sealed. */
    private static @Nullable String kept(
            ObjectNode originals,
            String field,
            @Nullable String original,
            @Nullable String masked,
            boolean secret) {
        String known = secret ? null : masked;
        if (!Objects.equals(original, known)) {
            originals.put(field, original);
        }
        return known;
    }

    private static boolean isEmpty(TicketContent content) {
        return content.equals(
                new TicketContent(null, null, null, null, null, null, null, null, false, false));
    }
}
