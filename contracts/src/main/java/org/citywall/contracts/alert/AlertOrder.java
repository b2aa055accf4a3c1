package org.citywall.contracts.alert;

import java.time.Instant;
import org.citywall.contracts.Nullable;

/**
 * What a department was told to do about an alert (平台发令、部门响应).
 *
 * @param id id of the command that gave it
 * @param department who
 * @param text what
 * @param by account that gave it
 * @param at when
 * @param replyBy by when the department must reply
 * @param state what became of it
 * @param repliedBy who replied; null: nobody yet
 * @param repliedAt when
 * @param reply its words
 */
public record AlertOrder(
        String id,
        String department,
        String text,
        String by,
        Instant at,
        Instant replyBy,
        AlertOrderState state,
        @Nullable String repliedBy,
        @Nullable Instant repliedAt,
        @Nullable String reply) {}
