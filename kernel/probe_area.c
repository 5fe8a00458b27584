// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The area: room for results, and for kernel messages, which so survive
 * whatever happens to the kernel.
 */
#include <linux/console.h>
#include <linux/init.h>
#include <linux/io.h>
#include <linux/kmsg_dump.h>
#include <linux/panic_notifier.h>
#include <linux/utsname.h>

#include "probe.h"

unsigned long probe_area;
static int __init area_setup(char *text)
{
	return kstrtoul(text, 0, &probe_area);
}
early_param("nommap.area", area_setup);

static u64 *header(void)
{
	return (u64 *)probe_area;
}

/* Makes room for one record; NULL once the results are full. */
u64 *record(u64 type, unsigned long words)
{
	u64 *h = header();
	u64 *at;

	if (!probe_area)
		return NULL;
	at = (u64 *)(unsigned long)(h[HEADER_RESULTS] + h[HEADER_RESULTS_USED]);
	if ((unsigned long)(at + 1 + words) > h[HEADER_RESULTS_END])
		return NULL;
	h[HEADER_RESULTS_USED] += 8 * (1 + words);
	*at++ = type << 32 | words;
	return at;
}

static void message_write(struct console *console, const char *text,
			  unsigned int length)
{
	u64 *h = header();
	u64 space = h[HEADER_LOG_END] - h[HEADER_LOG] - h[HEADER_LOG_USED];

	if (length > space)
		length = space;
	memcpy((char *)(unsigned long)(h[HEADER_LOG] + h[HEADER_LOG_USED]),
	       text, length);
	h[HEADER_LOG_USED] += length;
}

/*
 * What is printed in a trap, such as a warning, waits for the next interrupt.
 * Brings it out now; says how many bytes there are.
 */
u64 flush_messages(void)
{
	static u64 flushed;
	struct kmsg_dump_iter messages;

	kmsg_dump_rewind(&messages);
	if (messages.next_seq != flushed) {
		flushed = messages.next_seq;
		console_lock();
		console_unlock();
	}
	return header()[HEADER_LOG_USED];
}

static struct console message_console = {
	.name = "probe",
	.write = message_write,
	.flags = CON_PRINTBUFFER | CON_ENABLED | CON_ANYTIME,
	.index = -1,
};

static int end_machine(struct notifier_block *block, unsigned long event,
		       void *text)
{
	console_flush_on_panic(CONSOLE_FLUSH_PENDING);
	if (header()[HEADER_FINISHER])
		writel(FINISH_FAIL,
		       (void __iomem *)(unsigned long)header()[HEADER_FINISHER]);
	return NOTIFY_DONE;
}

static struct notifier_block panic_block = {
	.notifier_call = end_machine,
	.priority = INT_MIN,
};

static int __init message_init(void)
{
	u64 *h = header();

	if (!probe_area)
		return 0;
	if (h[HEADER_MAGIC] != NOMMAP_MAGIC) {
		probe_area = 0;
		return 0;
	}
	h[HEADER_STATE] = STATE_BOOTED;
	strscpy((char *)(h + HEADER_BUILD), NOMMAP_BUILD, 32);
	strscpy((char *)(h + HEADER_RELEASE), init_utsname()->release, 64);
	register_console(&message_console);
	atomic_notifier_chain_register(&panic_notifier_list, &panic_block);
	return 0;
}
console_initcall(message_init);
