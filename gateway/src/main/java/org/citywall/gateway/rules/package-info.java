/** What the rules of tickets and those of alerts have in common: how a text of rules is checked. */
package org.citywall.gateway.rules;
