import type { Language } from '../language';

export const FRA: Language = {
  tag: 'fr-FR',
  direction: 'ltr',
  name: 'Français',
  words: {
    someOrganization: 'Une organisation',
    language: 'Langue',
    open: {
      asks: (organization) => `${organization} vous demande une réponse`,
      itemsLabel: 'Ce qui vous attend',
      items: {
        one: (count) => `${count} point à lire et à décider`,
        other: (count) => `${count} points à lire et à décider`,
      },
      untilLabel: 'Répondre avant le',
      notForYouTitle: 'Ce n’est pas pour vous ?',
      notForYou: (organization) => [
        'Alors vous n’avez rien à faire : sans le code, personne ne peut répondre. Ne donnez le code à aucune personne qui vous appelle ou vous écrit.',
        `Si vous connaissez ${organization}, signalez que le message est arrivé à la mauvaise personne.`,
      ],
      unchanged: 'Ouvrir cette page n’a rien changé.',
    },
    code: {
      label: 'Votre code à usage unique',
      sentTo: (contact) => `Il se trouve dans le message envoyé à ${contact}`,
      fromOrganization: (organization) =>
        `C’est ${organization} qui vous remet ce code. Si vous ne l’avez pas, demandez-le.`,
      button: 'Continuer',
      whatHappens: 'Le code montre que c’est bien vous. Rien n’est encore accepté ni signé.',
      empty: 'Saisissez les chiffres du code qui figure dans votre message.',
      wrong: {
        one: (count) => `Ce n’est pas le bon code. Il vous reste ${count} essai.`,
        other: (count) => `Ce n’est pas le bon code. Il vous reste ${count} essais.`,
      },
      spent: 'Ce code a été essayé trop souvent et ne fonctionne plus. Demandez-en un nouveau ci-dessous.',
      expired: 'Ce code ne fonctionne plus : il a été utilisé ou a expiré. Demandez-en un nouveau ci-dessous.',
      spentOfOrganization: (organization) =>
        `Ce code a été essayé trop souvent et ne fonctionne plus. Demandez-en un nouveau à ${organization} directement.`,
      expiredOfOrganization: (organization) =>
        `Ce code ne fonctionne plus : il a été utilisé ou a expiré. Demandez-en un nouveau à ${organization} directement.`,
      anotherTitle: 'Pas de code, ou il ne fonctionne pas ?',
      sendTo: (contact) => `Envoyer un nouveau code à ${contact}`,
      waitLabel: 'Vous pourrez demander le prochain code :',
      sent: (contact) => `Un nouveau code est en route vers ${contact}. Il est valable 10 minutes.`,
      tooSoon: 'Un code vient d’être envoyé. Laissez-lui un peu de temps pour arriver.',
      tooOften: 'Beaucoup de codes ont été envoyés depuis une heure. Attendez un peu avant d’en demander un autre.',
      unreachable: (organization) =>
        `Le code n’a pas pu être envoyé. Demandez à ${organization} de vérifier votre adresse.`,
      returnTitle: 'Avez-vous répondu ?',
      returnText: 'Avec un nouveau code, vous pouvez revoir votre réponse, la télécharger ou retirer un consentement.',
      returnButton: 'Voir ma réponse',
    },
    identity: {
      step: (at, all) => `Étape ${at} sur ${all}`,
      heading: 'Confirmez qui vous êtes',
      lead: (organization) =>
        `Pour cette demande, ${organization} doit savoir avec certitude qui répond. Rien n’est accepté ni signé par cette étape.`,
      start: 'Confirmer qui je suis',
      readFirst: 'Lire d’abord ce qui est demandé',
      onFileTitle: 'Est-ce vous ?',
      onFileText: (organization) => `${organization} a ces données sur vous. L’essentiel de chacune est masqué ici.`,
      born: 'Année de naissance',
      yes: 'Oui, c’est moi',
      no: 'Non, c’est quelqu’un d’autre',
      chooseTitle: 'Choisissez comment',
      againTitle: 'Une autre façon',
      with: (provider) => `Continuer avec ${provider}`,
      expectsDocument:
        'Un document précis est attendu de vous. Ayez à portée de main celui par lequel on vous y connaît.',
      awayTitle: (provider) => `Maintenant avec ${provider}`,
      away: (host) =>
        `Le bouton vous mène à ${host}, puis vous revenez ici automatiquement. Restez dans ce navigateur et ne prenez pas plus de 15 minutes.`,
      goTo: (provider) => `Aller à ${provider}`,
      waitingTitle: 'Pas encore terminé',
      waiting: (provider) =>
        `${provider} vérifie encore. Vous pouvez fermer cette page et revenir plus tard : votre lien reste le même.`,
      lookAgain: 'Voir si c’est terminé',
      reasons: {
        stopped: 'Vous avez arrêté avant la fin. Rien n’a été transmis. Vous pouvez recommencer ci-dessous.',
        took_too_long: 'Cela n’a pas été terminé à temps. Rien n’est perdu : recommencez ci-dessous.',
        unavailable:
          'Le service ne répond pas pour le moment. Réessayez dans quelques minutes ou choisissez une autre façon.',
        not_confirmed:
          'Il n’a pas pu être confirmé que cette demande est pour vous. Vérifiez que vous utilisez vos propres données et réessayez.',
      },
      tooMany: 'Il y a eu trop d’essais : aucun n’est plus possible ici.',
      ask: (organization) =>
        `Demandez de l’aide à ${organization} : une nouvelle demande ou une correction de vos données est possible.`,
      confirmed: 'Merci. Votre identité est confirmée.',
      learns: (organization) =>
        `${organization} apprend que vous avez été identifié, quand, par quel type de service et de quel pays est votre document.`,
      passOnTitle: (organization) => `${organization} peut-elle connaître ces données ?`,
      passOnText: (organization) =>
        `Elles ne vont à ${organization} que si vous êtes d’accord. Vous pouvez aussi répondre à la demande sans cela, et cela compte autant.`,
      fields: {
        fullName: 'Nom complet',
        birth: 'Date de naissance',
        docId: 'Numéro du document',
        fullDocId: 'Numéro avec chiffres de contrôle',
        countryAlpha3: 'Pays du document',
        documentType: 'Type de document',
        issueDate: 'Délivré le',
        expiresAt: 'Valable jusqu’au',
        gender: 'Sexe',
        placeOfBirth: 'Lieu de naissance',
        taxNumber: 'Numéro fiscal',
      },
      agree: 'Transmettre ces données',
      decline: 'Continuer sans les transmettre',
      unknown: {
        heading: 'Ce retour ne mène nulle part',
        text: ['Rien n’a été modifié. Ouvrez encore une fois le lien de votre message et recommencez cette étape.'],
      },
      used: {
        heading: 'Ce retour a déjà été utilisé',
        text: [
          'Il fonctionne une fois, pendant peu de temps. Ouvrez le lien de votre message pour voir où vous en êtes.',
        ],
      },
      otherBrowser: {
        heading: 'Terminez là où vous avez commencé',
        text: [
          'Cette étape a été commencée dans un autre navigateur ou sur un autre appareil : rien n’a donc été confirmé ici. C’est pour vous protéger.',
          'Terminez-la là-bas, ou ouvrez le lien de votre message dans ce navigateur et recommencez l’étape.',
        ],
      },
    },
    list: {
      progress: (chosen, all) => `${chosen} sur ${all} choisis`,
      start: 'Commencer',
      next: 'Continuer',
      review: 'Relire et terminer',
      optional: 'Facultatif',
      kinds: { DOCUMENT: 'Document', CONSENT: 'Consentement', FORM: 'Questionnaire', JSON: 'Autorisation' },
      states: {
        open: 'À faire',
        accepted: 'Accepté',
        rejected: 'Refusé',
        skipped: 'Passé',
        withdrawn: 'Retiré',
        closed: 'Clos',
      },
      places: {
        one: (count) => `${count} endroit à remplir`,
        other: (count) => `${count} endroits à remplir`,
      },
      notFinal: 'Vous pouvez modifier chaque choix jusqu’à la confirmation finale.',
      levelTitle: 'Il manque d’abord une chose',
      level: (organization) => [
        `Pour cette demande, ${organization} doit savoir avec certitude qui vous êtes, et cela n’est pas encore confirmé.`,
        `Vous pouvez tout lire ici. Pour pouvoir répondre, demandez à ${organization} de confirmer votre identité, puis revenez : votre lien reste le même.`,
      ],
      noWayTitle: 'Il n’est pas encore possible de répondre ici à cette demande',
      noWay: (organization) => [
        `${organization} demande une vérification d’identité que ce service ne propose pas encore. De votre côté, il ne manque rien.`,
        `Vous pouvez tout lire ici. Pour donner votre réponse, demandez à ${organization} une autre façon de le faire, par exemple une nouvelle demande.`,
      ],
      leave: 'Se déconnecter',
    },
    item: {
      position: (at, all) => `${at} sur ${all}`,
      back: 'Tous les points',
      readMore: 'En savoir plus :',
      hidden: {
        one: (count) => `${count} champ technique est inclus`,
        other: (count) => `${count} champs techniques sont inclus`,
      },
      scope: 'Ce que cela permet',
      validFrom: 'Valable à partir du',
      validUntil: 'Valable jusqu’au',
      yes: 'Oui',
      no: 'Non',
      nothing: 'Non rempli',
      entry: (at) => `Entrée ${at}`,
      pdf: (pages, kilobytes) => `PDF, nombre de pages : ${pages}, ${kilobytes} ko`,
      limits: {
        MAX_USES: 'Nombre d’utilisations autorisées, au maximum.',
        BUDGET: 'Montant qui peut être dépensé, au maximum.',
        WINDOW: 'Après chaque période de cette durée, utilisations et montants sont comptés à nouveau.',
      },
      limitsOfEach:
        'D’autres personnes reçoivent la même demande. Chaque personne qui approuve donne sa propre autorisation, et les limites valent séparément pour chacune.',
      accept: {
        DOCUMENT: 'Accepter et continuer',
        CONSENT: 'Consentir et continuer',
        FORM: 'Garder mes réponses et continuer',
        JSON: 'Approuver et continuer',
      },
      sign: 'Signer et continuer',
      notFinal: 'Rien n’est encore définitif : vous confirmez le tout à la fin.',
      rejectTitle: 'Je ne souhaite pas accepter',
      reason: 'Pourquoi ? (facultatif)',
      reasonHint: (organization) => `${organization} lira ce que vous écrivez ici.`,
      reject: 'Refuser et continuer',
      skip: 'Passer ce point',
      chosen: {
        ACCEPT: 'Vous avez choisi d’accepter. Vous pouvez encore changer d’avis.',
        REJECT: 'Vous avez choisi de refuser. Vous pouvez encore changer d’avis.',
        SKIP: 'Vous avez passé ce point. Vous pouvez encore changer d’avis.',
      },
      cannotSkip: 'Ce point ne peut pas être passé : acceptez-le ou refusez-le.',
      closed: 'Ce point a été clos entre-temps et n’a plus besoin de votre réponse.',
    },
    form: {
      optional: 'facultatif',
      choose: 'Choisissez',
      several: 'Vous pouvez en choisir plusieurs.',
      noAnswer: 'Pas de réponse',
      add: 'Ajouter une entrée',
      attachFile: 'Un PDF de 10 Mo au plus.',
      replaceFile: 'Pour le remplacer, choisissez un autre PDF de 10 Mo au plus.',
      removeFile: 'Retirer ce fichier',
      again: {
        one: (count) => `Veuillez revoir ${count} réponse`,
        other: (count) => `Veuillez revoir ${count} réponses`,
      },
      unclear: (ways) => `Voulez-vous dire ${ways} ? Choisissez, ou écrivez-le autrement.`,
      rules: {
        required: 'Il manque une réponse ici.',
        number: 'Saisissez un nombre, en chiffres.',
        date: 'Saisissez une date qui existe, avec le jour, le mois et l’année.',
        url: 'Saisissez une adresse qui commence par https://',
        option: 'Choisissez l’une des réponses proposées.',
        too_long: 'C’est trop long. Veuillez raccourcir.',
        too_large:
          'Ce fichier est trop lourd : 10 Mo au plus. Enregistrez-le dans une taille plus petite ou choisissez-en un autre.',
        not_a_pdf: 'Ce n’est pas un PDF. Enregistrez d’abord votre fichier en PDF, puis choisissez-le.',
        protected:
          'Ce PDF est protégé. Enregistrez-le sans mot de passe ni restrictions, ou imprimez-le dans un nouveau PDF, puis choisissez-le.',
        too_many_pages: 'Ce PDF a plus de 500 pages. Choisissez-en un plus court.',
        damaged: 'Ce PDF ne peut pas être lu. Imprimez-le dans un nouveau PDF, puis choisissez-le.',
        active:
          'Ce PDF contient des programmes ou d’autres fichiers. Imprimez-le dans un nouveau PDF, puis choisissez-le.',
        several: 'Choisissez un seul fichier.',
        too_much:
          'Tous les fichiers ensemble sont trop lourds : 32 Mo au plus. Enregistrez celui-ci dans une taille plus petite.',
        busy: 'Beaucoup de fichiers arrivent en ce moment, et celui-ci n’a pas été pris. Veuillez le choisir à nouveau dans un instant.',
      },
    },
    sign: {
      openDocument: 'Ouvrir le document (PDF)',
      carriesFiles: 'Ce document contient des fichiers. Ouvrez-le dans un lecteur de PDF pour les voir :',
      page: 'Page {n} sur {of}',
      pageText: 'Texte de la page {n}',
      noText: 'Cette page est une image sans texte pouvant être lu à voix haute.',
      notWhole:
        'Une partie de cette page, une police ou une image, ne peut pas être affichée ici. Le fichier la contient en entier :',
      notWholeBefore:
        'Une partie de ce document n’a pas pu être affichée ici. Veuillez la regarder dans le fichier avant de décider',
      failed: 'Le document ne peut pas être affiché ici. Ouvrez-le avec le lien ci-dessus.',
      zoomIn: 'Agrandir',
      zoomOut: 'Réduire',
      title: 'Ce que vous remplissez',
      kinds: {
        SIGNATURE: 'Signature',
        INITIALS: 'Paraphe',
        NAME: 'Nom',
        DATE: 'Date',
        TEXT: 'Texte libre',
        CHECKBOX: 'Case à cocher',
      },
      ofSeveral: '{kind} {n} sur {of}',
      onPage: 'en page {n}',
      place: '{place}, {page}',
      typeName: 'Votre nom, comme signature',
      typeInitials: 'Votre paraphe',
      typedCounts: 'Une signature tapée vaut autant qu’une signature dessinée.',
      draw: 'Dessiner',
      drawHint: 'Signez avec le doigt, un stylet ou la souris.',
      type: 'Taper',
      style: 'Écriture {n}',
      upload: 'Importer',
      uploadHint: 'Une image de votre signature sur papier blanc.',
      uploadFailed: 'Cette image ne peut pas être utilisée. Choisissez un fichier PNG ou JPEG.',
      uploadUnclear:
        'Sur cette image, la signature ne se distingue pas du papier. Photographiez-la sur une feuille blanche unie, sous une lumière égale, sans rien d’autre dans l’image.',
      undo: 'Annuler le trait',
      clear: 'Recommencer',
      use: 'Utiliser',
      cancel: 'Annuler',
      change: 'Modifier',
      next: 'Endroit suivant',
      left: 'Endroits restants : {n}',
      allFilled: 'Tous les endroits sont remplis.',
      requiredFilled: {
        one: 'Tous les endroits obligatoires sont remplis ; {n} endroit facultatif est vide.',
        other: 'Tous les endroits obligatoires sont remplis ; {n} endroits facultatifs sont vides.',
      },
      empty: 'Cet endroit doit encore être rempli.',
      tooLong: 'C’est trop long pour cet endroit. Veuillez raccourcir.',
      letters:
        'Ces lettres ne peuvent pas être écrites dans le document : {letters} – veuillez l’écrire avec d’autres lettres.',
      lettersOfMark:
        'Ces lettres ne peuvent pas être écrites dans le document : {letters} – veuillez plutôt dessiner, ou écrire avec d’autres lettres.',
    },
    review: {
      heading: 'Dernière vérification',
      lead: (organization) =>
        `Avec le bouton ci-dessous, ${organization} reçoit ces réponses, et elles deviennent définitives.`,
      later: 'Un consentement ou une autorisation peuvent être retirés plus tard, sur cette page.',
      change: 'Modifier',
      missing: {
        one: (count) => `Il manque encore votre choix sur ${count} point.`,
        other: (count) => `Il manque encore votre choix sur ${count} points.`,
      },
      goThere: 'Y aller',
      reason: 'Votre raison :',
      buttons: {
        sign: 'Accepter et signer',
        accept: 'Accepter',
        reject: 'Refuser',
        mixed: 'Confirmer ces réponses',
      },
    },
    moved: {
      nothing:
        'Rien n’a été enregistré : quelque chose a changé depuis que cette page vous a été montrée. Regardez à nouveau, puis décidez.',
      choice: (before, now) => `était « ${before} », est maintenant « ${now} »`,
      content: 'ce qui a été répondu, signé ou écrit ici est maintenant différent',
      language: 'Cette page est maintenant dans une autre langue.',
      already:
        'Votre réponse avait déjà été donnée, dans une autre fenêtre ou sur un autre appareil, et pas comme votre dernière page la montrait. Ce que vous venez d’envoyer n’a pas été enregistré : seul compte ce qui figure ci-dessous.',
    },
    done: {
      heading: 'C’est fait, merci',
      text: (organization) => `${organization} a votre réponse. Vous pouvez fermer cette page.`,
      againHeading: 'Votre réponse',
      decided: 'Décidé :',
      withdrawn: 'Retiré :',
      became: {
        waits: () =>
          'Cela ne vaut pas encore : d’autres personnes sont aussi consultées, et cela vaudra quand toutes auront accepté.',
        skipped: () =>
          'Cela est resté sans effet : toutes les personnes consultées n’ont pas accepté. Votre acceptation ne vous engage à rien.',
        expired: () =>
          'Cela est resté sans effet : le délai a expiré avant que tous aient accepté. Votre acceptation ne vous engage à rien.',
        canceled: (organization) =>
          `Cela est resté sans effet : ${organization} a retiré la demande avant que tous aient accepté. Votre acceptation ne vous engage à rien.`,
        rejected: () =>
          'Cela est resté sans effet : une autre personne consultée a refusé. Votre acceptation ne vous engage à rien.',
        withdrawn: () => 'Cela ne vaut plus : une autre personne consultée a retiré son acceptation.',
        revoked: (organization) => `Cela ne vaut plus : ${organization} y a mis fin.`,
        over: () => 'Cela ne vaut plus : sa durée est écoulée.',
      },
      copiesTitle: 'Garder une copie',
      copyOf: (name) => `${name} (en PDF)`,
      record: 'Relevé de votre réponse (JSON)',
      goTo: (host) => `Continuer vers ${host}`,
      going: 'Vous y serez conduit {when}.',
      stay: 'Rester ici',
      withdrawConsent: 'Retirer ce consentement',
      withdrawMandate: 'Révoquer cette autorisation',
    },
    withdraw: {
      heading: (name) => `Retirer : ${name}`,
      text: (organization) => [
        `${organization} saura aussitôt que cela ne vaut plus. Ce qui s’est passé avant reste inchangé.`,
        'C’est définitif. Si vous changez d’avis, il faudra une nouvelle demande.',
      ],
      consentButton: 'Retirer ce consentement',
      mandateButton: 'Révoquer cette autorisation',
      keep: 'Le garder',
    },
    verify: {
      title: 'Vérifier un document',
      standing: {
        APPROVED: 'Il est authentique et valable',
        REJECTED: 'Il a été refusé : rien n’a été convenu',
        REVOKED: 'Il a été retiré : il n’est plus valable',
        PENDING: 'Rien n’est encore décidé',
      },
      expired: 'Sa durée est écoulée : il n’est plus valable',
      broken: 'Ceci a été scellé, mais le fichier n’est pas ce qui a été demandé',
      brokenText:
        'Le document scellé a été comparé à celui qui devait être signé, et ce n’est pas le même. Les décisions demeurent ; interrogez l’émetteur avant de vous fier au fichier.',
      issuer: 'Délivré par',
      sealedAt: 'Scellé',
      credential: 'Attestation',
      fileTitle: 'Est-ce bien le fichier ?',
      file: 'Le fichier scellé a exactement cette empreinte (SHA-256). Un fichier modifié d’une seule lettre en a une autre.',
      choose: 'Choisir le fichier à comparer',
      same: 'c’est le fichier scellé, inchangé',
      different: 'ce n’est pas le fichier scellé, ou il a été modifié',
      private:
        'Le fichier reste sur votre appareil. Cette page dit si une attestation est valable, jamais ce qu’elle contient.',
      more: 'Vérifier un fichier entier : un dossier de preuves, un document scellé ou une attestation',
    },
    check: {
      title: 'Vérifier un fichier',
      introduction:
        'Si un dossier de preuves, un document scellé ou une attestation est authentique, et inchangé jusqu’au dernier octet.',
      file: 'Le fichier à vérifier',
      another: 'Vérifier un autre fichier',
      hint: 'Un .zip, .pdf ou .json de 12 Mo au plus. Il est vérifié puis oublié : rien n’est conservé.',
      drop: 'Vous pouvez aussi déposer le fichier n’importe où sur cette page.',
      button: 'Vérifier ce fichier',
      here: 'Cette page ne connaît que les clés de ce serveur et n’interroge personne d’autre. Qui veut vérifier sans elle peut le faire avec un seul programme, hors ligne.',
      verdicts: {
        good: {
          heading: 'C’est authentique et inchangé',
          text: 'Tout ce qui a été vérifié est tel qu’il a été signé.',
        },
        incomplete: {
          heading: 'Rien n’est faux, mais tout n’a pas pu être vérifié ici',
          text: 'Ce qui a été vérifié est tel qu’il a été signé. Cette page ignore quelque chose d’essentiel.',
        },
        wrong: {
          heading: 'Quelque chose ne va pas dans ce fichier',
          text: 'Il a été modifié après sa signature, composé d’éléments différents, ou ne compte plus.',
        },
        unreadable: {
          heading: 'Ce fichier ne peut pas être vérifié',
          text: 'Ce n’est ni un dossier de preuves, ni un document scellé, ni une attestation, ou il est endommagé.',
        },
        unsealed: {
          heading: 'Ce document ne porte aucun sceau',
          text: 'Aucun serveur ne l’a scellé : il n’y a donc rien à vérifier. Cela ne veut pas dire qu’il a été modifié.',
        },
      },
      warning: 'À noter',
      claimedIssuer: 'Indique comme émetteur, ce qui n’est pas prouvé ici',
      firstWrong: 'La première vérification qui a échoué',
      firstLacking: 'Ce qui n’a pas pu être vérifié ici',
      everything: 'Tout ce qui a été vérifié',
      results: { pass: 'en ordre', fail: 'échoué', skip: 'non vérifié ici' },
      names: {
        'file.kind': 'De quel type de fichier il s’agit',
        'archive.whole': 'L’archive est entière, octet par octet',
        'archive.files': 'L’archive contient les fichiers d’un dossier de preuves',
        'manifest.files': 'Chaque fichier est celui de la liste',
        'proof.signature': 'La signature numérique correspond au contenu',
        'proof.key': 'La clé appartient à qui a signé',
        'proof.validity': 'C’est valable en ce moment',
        'status.revocation': 'Cela n’a pas été révoqué',
        'decisions.belong': 'Les décisions et l’attestation vont ensemble',
        'documents.match': 'Les documents sont ceux qui ont été acceptés',
        'pdf.range': 'Le sceau couvre tout le document',
        'pdf.signature': 'Le sceau du document',
        'pdf.certificate': 'Le certificat était valable lors du scellement',
        'pdf.trust': 'Qui répond du certificat',
        'pdf.timestamp': 'L’horodatage',
        'pdf.earlier': 'Les signatures que le document portait déjà',
        'pdf.level': 'Ce qui prouvera le sceau plus tard (niveau PAdES)',
        'log.entries': 'Les entrées du journal',
        'log.chain': 'La chaîne du journal',
        'log.decisions': 'Le journal relate chaque décision',
        'keys.documents': 'Les clés publiées concordent entre elles',
        'keys.trust': 'Les clés sont bien celles de l’organisation',
      },
      program: {
        title: 'Vérifier sans cette page',
        text: 'Ce programme fait la même chose hors ligne. Il lui faut Node.js et rien d’autre. Enregistrez-le et lancez-le dans le dossier de votre fichier. Son empreinte (SHA-256) figure ci-dessous, pour le comparer à une copie venue d’ailleurs.',
        save: 'Enregistrer le programme',
      },
      problems: {
        empty: 'Choisissez d’abord un fichier.',
        tooLarge: 'Ce fichier dépasse 12 Mo. Vérifiez-le avec le programme qui fonctionne sans cette page.',
        tooMany: 'Trop de fichiers sont venus de votre réseau. Attendez une minute et réessayez.',
        busy: 'D’autres fichiers sont en cours de vérification. Réessayez dans quelques secondes.',
        broken: 'Le fichier n’est pas arrivé entier. Réessayez.',
        tooMuch:
          'Vérifier ce fichier a demandé plus de temps ou de mémoire que tout fichier authentique : la vérification a été arrêtée.',
      },
    },
    expired: (organization, when) => ({
      heading: 'Le délai de réponse est passé',
      text: [
        `${organization} attendait votre réponse avant le ${when}. Ce lien ne permet plus de la donner.`,
        `Si vous voulez encore répondre, demandez à ${organization} de vous envoyer une nouvelle demande.`,
      ],
    }),
    canceled: (organization) => ({
      heading: 'Cette demande a été retirée',
      text: [
        `${organization} vous avait demandé une réponse et a depuis retiré la demande.`,
        `Vous n’avez rien à faire. Si vous pensiez répondre, parlez-en à ${organization} directement.`,
      ],
    }),
    finished: (organization) => ({
      heading: 'Cette demande est terminée',
      text: [
        `Ce que ${organization} demandait a reçu une réponse, et la demande est close.`,
        `Vous n’avez plus rien à faire. Pour toute question, ${organization} pourra vous en dire plus.`,
      ],
    }),
    locked: (organization) => ({
      heading: 'Ce lien est bloqué',
      text: [
        'Trop de codes erronés ont été saisis ; plus aucun code n’est donc accepté ici. C’est pour vous protéger : personne ne peut entrer en devinant.',
        `Demandez à ${organization} de vous envoyer une nouvelle demande.`,
      ],
    }),
    changed: (organization) => ({
      heading: 'Rien n’a été signé',
      text: [
        `Ce qui est enregistré ici n’est plus exactement ce que ${organization} a demandé ; votre réponse n’a donc pas été acceptée. Rien n’a été enregistré en votre nom.`,
        `Vous n’y êtes pour rien. Prévenez ${organization} s’il vous plaît.`,
      ],
    }),
    idle: {
      heading: 'Vous vous êtes absenté un moment',
      text: [
        'Pour vous protéger, cette page se ferme après 30 minutes sans activité. Vos choix sont conservés.',
        'Continuez avec un nouveau code.',
      ],
    },
    idleButton: 'Reprendre',
    refused: {
      heading: 'Cela n’a pas pu être accepté',
      text: [
        'Ce qui est arrivé ne venait pas de notre page, ou était plus grand que permis. Rien n’a été changé.',
        'Ouvrez de nouveau le lien de votre message et réessayez.',
      ],
    },
    missing: {
      heading: 'Ce lien ne mène nulle part',
      text: [
        'Peut-être qu’une partie s’est perdue en chemin. Ouvrez-le de nouveau depuis le message reçu, ou copiez-y l’adresse entière.',
        'Si vous revenez sur cette page, adressez-vous à la personne qui vous a envoyé le message.',
      ],
    },
    unavailable: {
      heading: 'Cette page ne peut pas être affichée pour le moment',
      text: [
        'L’erreur est de notre côté et rien n’est perdu. Réessayez dans quelques minutes : votre lien reste le même.',
      ],
    },
    sending: 'Un instant …',
    offline: 'Vous êtes hors ligne. Rien n’est perdu : réessayez quand vous serez connecté.',
  },
};
