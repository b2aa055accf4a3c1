/**
 * Who is on call: people, teams and rotas, and whom a page reaches at the moment at which it was
 * decided (docs/domain/oncall.md). How they are reached is a matter of {@code notify}.
 */
package org.citywall.gateway.oncall;
