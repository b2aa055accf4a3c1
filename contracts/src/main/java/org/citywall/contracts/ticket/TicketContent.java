package org.citywall.contracts.ticket;

import org.citywall.contracts.Nullable;

/**
 * What a ticket is about. Whatever names a person was masked before it came here; the originals lie
 * encrypted in the record alone.
 *
 * @param classId class of {@link TicketRules} that decides its clocks; null: not classified yet
 * @param category code of the category, such as {@code 01-02}; null: unknown
 * @param categoryName the same in words
 * @param title a few words, masked
 * @param text the complaint, masked
 * @param address masked down to the building
 * @param caller keyed hash of who called, the same for the same caller; null: nobody or unknown
 * @param channel how it came: hotline, app, patrol …
 * @param secret the caller asked for secrecy
 * @param unrated of a kind whose satisfaction is not counted: mediation, law enforcement
 */
public record TicketContent(
        @Nullable String classId,
        @Nullable String category,
        @Nullable String categoryName,
        @Nullable String title,
        @Nullable String text,
        @Nullable String address,
        @Nullable String caller,
        @Nullable String channel,
        boolean secret,
        boolean unrated) {}
