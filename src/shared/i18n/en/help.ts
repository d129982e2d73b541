/** F1. Steps of a page are parted by `|`. */
export const enHelp = {
  'help.title': 'Help',
  'help.close': 'Close help',
  'help.keys': 'Keys of this screen',
  'help.find': 'Search the help',
  'help.how': 'How to',
  'help.trouble': 'When something is wrong',
  'help.none': 'Nothing like that. Type fewer letters.',
  'help.contact': 'Somebody to help',
  'help.contact.none': 'call the administrator of the facility',

  'help.how.cash': 'Take cash',
  'help.how.cash.body':
    'Type the name without marks or the code, <k>Enter</k> opens the payer. | Press <k>F4</k>. | Type what was given; empty means exactly what is due. | Count, press <k>Enter</k>. The receipt prints, the change stands there in large type.',
  'help.how.qr': 'Take a QR payment',
  'help.how.qr.body':
    'Open the payer and press <k>F6</k>. The code stands on the customer display with the exact amount. | Wait until the screen says <b>received</b>. Before that it is not money. | <k>Enter</k> issues the receipt. | If it takes long, <k>F5</k> parks it and you serve the next; you are told when the money comes.',
  'help.how.part': 'Take a part, leave out lines',
  'help.how.part.body':
    'In the list <k>↑</k> <k>↓</k> choose a line. | <k>←</k> leaves it out, <k>→</k> takes it. | <k>Ctrl+E</k> changes what is taken now of one line. | The rest stays owed and shows next time.',
  'help.how.siblings': 'Take for siblings together',
  'help.how.siblings.body':
    'Open one child. | Those with the same payer stand at the left: <k>Alt+S</k> adds them. Others: <k>Alt+E</k>, then find. | Take once; each child gets a receipt.',
  'help.how.park': 'Park and serve the next',
  'help.how.park.body':
    'Press <k>F5</k>. Whoever waits stands in <b>Unfinished</b> at the left. | Serve the next as usual. | To go on: choose the row, <k>Enter</k>. Nothing is lost, not even when the machine is switched off.',
  'help.how.reprint': 'Print a receipt again',
  'help.how.reprint.body':
    'The last one: <k>F10</k>. | An older one: <k>F11</k>, its number or name, choose the row, <k>Enter</k>. | The paper says <b>BẢN SAO</b> and which copy it is. There are never two originals.',
  'help.how.find-receipt': 'Find an old receipt',
  'help.how.find-receipt.body':
    'Press <k>F11</k>. | Type a number (4185), with series (VP26-Q2 4185), a name without marks, a code, a day (19/11) or an amount (1.327.538). | <k>Alt+→</k> goes between today, this shift and all.',
  'help.how.card': 'Take a card',
  'help.how.card.body':
    'Open the payer and press <k>F7</k>. | A connected terminal shows the amount by itself; otherwise key in exactly the amount on the screen. | Not connected: type approval code, last four digits and batch from its paper. | Not connected, a part is paid and the payer changes their mind: void it on the terminal, press <k>Alt+V</k>, say why, <k>Enter</k>. | Never write down a card number or the three digits on its back.',
  'help.how.change-name': 'Change the name of the payer',
  'help.how.change-name.body':
    'On the bill press <k>Alt+P</k>. | Type the full name of who pays; <k>Tab</k> leads to the address where it is asked for. | <k>Enter</k>. Who is served stays as in the list.',
  'help.how.open-shift': 'Open the shift',
  'help.how.open-shift.body':
    'Press <k>F12</k>. | Count the drawer and type the float. | <k>Enter</k>. From then on you can take money.',
  'help.how.close-shift': 'Close the shift',
  'help.how.close-shift.body':
    'Press <k>F12</k>, choose closing. | Count note by note; what should be there is not shown yet. | Look at over or short, give a reason if there is a difference. | <k>Enter</k> prints the Z. What waits does not hinder closing.',
  'help.how.import': 'Bring in a list',
  'help.how.import.body':
    'Press <k>Alt+M</k>, choose the import. | Choose an XLSX or CSV file, look at the columns and faulty rows. | <k>Enter</k> accepts. Before that nothing changes; the same file again changes nothing.',

  'help.trouble.printer': 'No paper comes out',
  'help.trouble.printer.body':
    '<b>Money and receipt number are safe.</b> | Look at the printer in the top row: out of paper, open or not connected. | Where another printer takes over, the receipt comes out there: the screen says at which. | Put paper in, close the cover, check cable and switch. | Press <k>F10</k>. If asked <b>whether paper came</b>, look and answer truly.',
  'help.trouble.network': 'No network',
  'help.trouble.network.body':
    'Cash and keyed cards go on, receipts print. | QR codes are shown, but without word from the bank there is no receipt. | Nothing to do: everything is sent by itself when the network is back, even weeks later.',
  'help.trouble.qr': 'The payer says it is sent, nothing came',
  'help.trouble.qr.body':
    'Compare the name and amount the payer sent with the customer display. | <k>Alt+N</k> notes that the payer says so, then <k>F5</k> parks it. | When the money comes you are told, even the next day; issue the receipt then. | In a hurry: the chief accountant looks at the phone of the facility and accepts by PIN.',
  'help.trouble.screenshot': 'The payer shows a picture of the transfer',
  'help.trouble.screenshot.body':
    'A picture on a phone <b>is not money</b>. | Issue the receipt only when this screen says received. | Do not argue: park it, offer a seat, call the accountant.',
  'help.trouble.card': 'Nobody knows whether the card was charged',
  'help.trouble.card.body':
    '<b>Do not charge again and take nothing else</b> for these lines. | Look at the paper of the terminal and ask it again with the key on the screen. | Still not known: leave it and serve the next; the chief accountant decides when the bank has answered.',
  'help.trouble.pin': 'Forgotten PIN',
  'help.trouble.pin.body':
    'Ask the administrator: Settings, People, the name, a new PIN; the chief accountant agrees. | Sign in with it and change it at once: <k>Alt+M</k>, Change my PIN. | After several wrong tries you have to wait; the screen says until when.',
  'help.trouble.display': 'The customer display is off',
  'help.trouble.display.body':
    'Say the amount aloud. | <k>Ctrl+Q</k> shows the QR code on this screen. | Check cable and power of the display; back on, it shows the right thing by itself.',
  'help.trouble.scanner': 'The scanner writes wrong letters',
  'help.trouble.scanner.body':
    'The Vietnamese input method is on: switch it to E and scan again. | Still wrong: type the code.',
  'help.trouble.power': 'The machine went off in the middle',
  'help.trouble.power.body':
    'Switch it on, open Quầy Thu. | What was under way stands in <b>Unfinished</b>; what the screen called taken is written. | Not sure about a payer: <k>F11</k> and the name will tell.',
  'help.how.hand-in': 'Hand in to the treasurer',
  'help.how.hand-in.body':
    'After closing: <k>Alt+M</k>, Hand-in. | The treasurer counts each note; <b>what the cashier said is not shown</b>. | <k>F9</k>, the treasurer enters the own PIN. | If it differs, count once more; if it stays, receive it and the difference is recorded.',
  'help.how.replace': 'Correct a printed receipt',
  'help.how.replace.body':
    '<k>F11</k>, choose the receipt, <k>Alt+R</k>. | Say what was wrong: the name, the lines and sums, or the person. | The old one says <b>void</b>, the new one has a new number. | Money that is left: refund it or keep it. The chief accountant enters the PIN.',
  'help.how.restore': 'Take a reduction back',
  'help.how.restore.body':
    'Open the payer, <k>Alt+M</k>, Take a reduction back. | Choose it, say why. | An approver enters the PIN; the line is owed as before.',
  'help.how.match-cards': 'Match keyed cards with the settlement paper',
  'help.how.match-cards.body':
    'Accountant: <k>Alt+M</k>, Reconciliation, a <b>keyed card</b>, <k>Enter</k>. | Look up each approval code; <k>←</k> leaves out what is not on the paper. | Enter number and total of the paper, <k>Enter</k>. | A difference stays in Reconciliation with its owner and age.',
  'help.how.tie-batch': 'Tie card money to its settled batch',
  'help.how.tie-batch.body':
    'Accountant: <k>Alt+M</k>, Reconciliation, choose a <b>credit of nobody</b>, <k>Enter</k>. | Choose the suggested batch; see what the bank keeps. | <k>Enter</k> ties it. Outside the usual fee the chief accountant accepts it under <k>Alt+L</k> Card batches.',
  'help.how.dispute': 'Take down a dispute',
  'help.how.dispute.body':
    '<k>F11</k>, choose the receipt, <k>Alt+K</k>; without one <k>Alt+M</k>, Disputes, <k>F3</k>. | Say the matter, the amount, the reference on the payer’s phone. | <k>Ctrl+P</k> prints the acknowledgement with the day of the answer. | The accountant records each step and the outcome.',
  'help.trouble.outage': 'Power is out, receipts are written by hand',
  'help.trouble.outage.body':
    'Write in the registered paper book, in the order of its numbers. | Afterwards: <k>Alt+M</k>, Outage log, <k>Enter</k> to note from when and why. | Open each payer, <k>Alt+M</k>, Enter from a paper book. | The log shows the leaves; <k>Ctrl+P</k> prints the month.',
} as const;
