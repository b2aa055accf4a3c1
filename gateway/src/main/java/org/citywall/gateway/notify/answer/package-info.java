/**
 * Answering a page without a log-in: each page to a person carries a link of its own. Opening it
 * changes nothing; the button on its page sends the command of that person.
 */
package org.citywall.gateway.notify.answer;
