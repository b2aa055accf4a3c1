package org.citywall.stream.io;

/**
 * One write to a view.
 *
 * @param topic view topic, see {@link org.citywall.contracts.names.RedisKeys}
 * @param id the item
 * @param rev its revision; the view keeps the newest
 * @param item the item's JSON, empty to remove it
 * @param forget true: drop even the memory of its revision, the item's last write of all
 */
public record LiveWrite(String topic, String id, long rev, String item, boolean forget) {}
